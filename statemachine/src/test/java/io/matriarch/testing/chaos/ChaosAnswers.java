package io.matriarch.testing.chaos;

import io.matriarch.action.AgentAction;
import io.matriarch.action.DcsAction;
import io.matriarch.action.FenceAction;
import io.matriarch.action.PeerAction;
import io.matriarch.action.PostgresAction;
import io.matriarch.action.WatchdogAction;
import io.matriarch.event.DcsEvent;
import io.matriarch.event.Event;
import io.matriarch.event.FenceEvent;
import io.matriarch.event.OperationEvent;
import io.matriarch.event.PeerEvent;
import io.matriarch.event.PostgresEvent;
import io.matriarch.state.Operation;
import io.matriarch.state.Outcome;
import io.matriarch.state.Peers;
import io.matriarch.state.Remote;
import io.matriarch.testing.Facts;
import io.matriarch.testing.chaos.ChaosAuthor.Open;
import io.matriarch.testing.samples.SplitMix;
import io.matriarch.value.MemberName;
import io.matriarch.value.Moment;
import io.matriarch.value.RequestId;
import io.matriarch.value.SessionId;
import io.matriarch.value.Timeline;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** Answers any order with any of its legal outcomes. */
final class ChaosAnswers {
    private final ChaosViews views = new ChaosViews();
    private final ChaosServer server = new ChaosServer();

    /** The nodes of our session are gone. */
    void sessionOver() {
        views.freed();
    }

    Event to(Open order, Moment at, SessionId session, Mood mood, SplitMix chance) {
        return switch (order.action()) {
            case DcsAction request -> dcs(request, order, at, session, mood, chance);
            case PostgresAction.Probe probe -> probed(probe, at, mood, chance);
            case PostgresAction.Checkpoint asked ->
                    new PostgresEvent.CheckpointEnded(
                            at, asked.request(), chance.oneIn(3) ? "no answer" : "");
            case PostgresAction.TryWrite asked ->
                    new PostgresEvent.WriteTried(
                            at,
                            asked.request(),
                            chance.pick(List.of(PostgresEvent.Result.values())));
            case PostgresAction.Begin begin -> ended(begin, at, mood, chance);
            case PostgresAction.SetSyncNames set -> reloaded(set.request(), at, mood, chance);
            case PostgresAction.AdmitClients admit -> reloaded(admit.request(), at, mood, chance);
            case PostgresAction.KeepSlots keep -> kept(keep, at, mood, chance);
            case PostgresAction.LookAtRemote look -> remote(look, at, chance);
            case PeerAction.AskPeers asked ->
                    new PeerEvent.PeersAnswered(at, asked.round(), told(asked, chance));
            case PeerAction.AskFailsafe asked ->
                    new PeerEvent.FailsafeAnswered(at, asked.round(), refusals(asked, chance));
            case FenceAction one -> guard(one, at);
            case WatchdogAction one -> ChaosWatchdog.answer(one, at, mood, chance);
            case PostgresAction.Hasten _,
                    PostgresAction.Cancel _,
                    PeerAction.AnswerFailsafe _,
                    AgentAction.EndAgent _,
                    AgentAction.RunCallback _,
                    AgentAction.Answer _,
                    PeerAction.AnswerVote _ ->
                    throw new IllegalStateException("has no answer: " + order);
        };
    }

    private Event guard(FenceAction order, Moment at) {
        return switch (order) {
            case FenceAction.ArmFence arm ->
                    new FenceEvent.FenceArmed(at, arm.sequence(), arm.until());
            case FenceAction.LimitFence limit ->
                    new FenceEvent.FenceArmed(at, limit.sequence(), limit.until());
            case FenceAction.DisarmFence disarm ->
                    new FenceEvent.FenceDisarmed(at, disarm.sequence());
            case FenceAction.FenceNow _ -> {
                server.killed();
                yield new FenceEvent.Fenced(at);
            }
        };
    }

    private Event probed(PostgresAction.Probe probe, Moment at, Mood mood, SplitMix chance) {
        return new PostgresEvent.PostgresProbed(
                at,
                probe.request(),
                server.look(chance, mood),
                ChaosSlots.any(chance, server.end()));
    }

    private static Event kept(
            PostgresAction.KeepSlots keep, Moment at, Mood mood, SplitMix chance) {
        List<String> failures =
                chance.oneIn(mood.failing())
                        ? List.of("all replication slots are in use")
                        : List.of();
        return new PostgresEvent.SlotsKept(at, keep.request(), failures);
    }

    private static Event remote(PostgresAction.LookAtRemote look, Moment at, SplitMix chance) {
        Timeline timeline = new Timeline(1 + chance.below(3));
        Remote.Answer answer =
                chance.oneIn(4)
                        ? new Remote.Silent("no route to host")
                        : new Remote.Told(
                                chance.oneIn(8) ? Facts.OTHER_SYSTEM : Facts.SYSTEM,
                                timeline,
                                !chance.oneIn(3),
                                ChaosServer.forks(timeline));
        return new PostgresEvent.RemoteSeen(at, look.request(), answer);
    }

    private static Event reloaded(RequestId request, Moment at, Mood mood, SplitMix chance) {
        return chance.oneIn(mood.failing())
                ? new PostgresEvent.ReloadFailed(at, request, "not seen in force")
                : new PostgresEvent.ReloadDone(at, request);
    }

    private Event ended(PostgresAction.Begin begin, Moment at, Mood mood, SplitMix chance) {
        Outcome outcome = new Outcome.Succeeded();
        boolean making = begin.operation() instanceof Operation.Initdb;
        if (chance.oneIn(making ? 2 : mood.failing())) {
            outcome =
                    switch (chance.below(8)) {
                        case 0 -> new Outcome.Refused("permit is over");
                        case 1 -> new Outcome.Cancelled();
                        case 2 -> new Outcome.Lost();
                        case 3 -> new Outcome.SourceGone("does not serve", chance.oneIn(2));
                        default -> new Outcome.Failed("exit code 1");
                    };
        } else {
            server.did(begin.operation());
        }
        return new OperationEvent.OperationEnded(at, begin.id(), outcome);
    }

    private static SortedMap<MemberName, String> refusals(
            PeerAction.AskFailsafe asked, SplitMix chance) {
        SortedMap<MemberName, String> refused = new TreeMap<>();
        for (MemberName name : asked.apiUrls().keySet()) {
            if (chance.oneIn(8)) {
                refused.put(name, "no answer in time");
            }
        }
        return refused;
    }

    private SortedMap<MemberName, Peers.Answer> told(PeerAction.AskPeers asked, SplitMix chance) {
        SortedMap<MemberName, Peers.Answer> answers = new TreeMap<>();
        for (MemberName name : asked.apiUrls().keySet()) {
            Peers.Answer answer =
                    switch (chance.below(8)) {
                        case 0, 1 -> new Peers.Silent("no route to host");
                        case 2 -> Facts.toldPrimary(1 + chance.below(2), Facts.WRITTEN);
                        case 3 -> Facts.told(1, 2 * server.end());
                        case 4 -> Facts.told(1, 0);
                        default -> Facts.told(1, server.end());
                    };
            answers.put(
                    name,
                    answer instanceof Peers.Told one && asked.forVotes()
                            ? one.withVote(chance.pick(List.of(Peers.Vote.values())))
                            : answer);
        }
        return answers;
    }

    private Event dcs(
            DcsAction request, Open order, Moment at, SessionId ours, Mood mood, SplitMix chance) {
        RequestId id = request.request();
        if (chance.oneIn(mood.failing())) {
            return chance.oneIn(4)
                    ? new DcsEvent.RequestUnsent(at, id, "not connected")
                    : new DcsEvent.RequestFailed(at, id, "timed out");
        }
        Moment sent = order.orderedAt();
        long on = order.connection();
        boolean refused = chance.oneIn(mood.saneLock() ? 20 : 3);
        return switch (request) {
            case DcsAction.ReadCluster _ ->
                    new DcsEvent.ClusterRead(at, id, sent, on, views.view(chance, mood, ours));
            case DcsAction.TouchSession _ -> new DcsEvent.SessionTouched(at, id, sent, on);
            case DcsAction.WriteMember _ ->
                    new DcsEvent.MemberWritten(at, id, sent, on, views.lock(chance, mood, ours));
            case DcsAction.TakeLock _, DcsAction.TakeOver _ ->
                    refused
                            ? new DcsEvent.LockRefused(at, id, sent, on, "exists")
                            : new DcsEvent.LockTaken(at, id, sent, on, views.taken(ours));
            case DcsAction.ReleaseLock _ -> released(id, at, sent, on, refused);
            case DcsAction.MoveSession move -> moved(move, at, sent, on, ours, refused);
            case DcsAction.ClaimInitialize _ ->
                    refused
                            ? new DcsEvent.WriteRefused(at, id, sent, on, "exists")
                            : new DcsEvent.InitializeClaimed(at, id, sent, on, views.claimed());
            case DcsAction.DropClaim _,
                    DcsAction.AnnounceCluster _,
                    DcsAction.WriteSystemId _,
                    DcsAction.WriteConfig _,
                    DcsAction.WriteStatus _,
                    DcsAction.WriteHistory _,
                    DcsAction.WriteFailsafe _,
                    DcsAction.WriteSync _,
                    DcsAction.ClearFailover _ ->
                    write(request, at, sent, on, refused);
        };
    }

    private Event moved(
            DcsAction.MoveSession move,
            Moment at,
            Moment sent,
            long on,
            SessionId ours,
            boolean refused) {
        RequestId id = move.request();
        return refused
                ? new DcsEvent.WriteRefused(at, id, sent, on, "not ours")
                : new DcsEvent.SessionMoved(
                        at,
                        id,
                        sent,
                        ours,
                        on,
                        move.timeout(),
                        move.tenure().map(_ -> views.taken(ours)));
    }

    private Event released(RequestId id, Moment at, Moment sent, long on, boolean refused) {
        views.freed();
        return refused
                ? new DcsEvent.LockRefused(at, id, sent, on, "not ours")
                : new DcsEvent.LockReleased(at, id, sent, on);
    }

    private Event write(DcsAction request, Moment at, Moment sent, long on, boolean refused) {
        if (refused) {
            return new DcsEvent.WriteRefused(at, request.request(), sent, on, "bad version");
        }
        if (request instanceof DcsAction.DropClaim) {
            views.unclaimed();
        }
        if (request instanceof DcsAction.AnnounceCluster
                || request instanceof DcsAction.WriteSystemId) {
            views.announced();
        }
        return new DcsEvent.Written(at, request.request(), sent, on);
    }
}
