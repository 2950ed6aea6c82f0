package io.matriarch.judge;

import io.matriarch.state.ClusterView;
import io.matriarch.state.ControlData;
import io.matriarch.state.FailoverRequest;
import io.matriarch.state.Lease;
import io.matriarch.state.Member;
import io.matriarch.state.NodeState;
import io.matriarch.state.Offer;
import io.matriarch.state.Offering;
import io.matriarch.state.Operation;
import io.matriarch.state.Peers;
import io.matriarch.state.Postgres;
import io.matriarch.state.Presence;
import io.matriarch.state.Work;
import io.matriarch.value.Lsn;
import io.matriarch.value.MemberName;
import io.matriarch.value.Moment;
import java.time.Duration;
import java.util.Optional;
import java.util.SortedMap;

/**
 * To whom a holder whose PostgreSQL has shut down, for a handover or because its agent is to stop,
 * offers its lock (lease rule L9).
 */
public sealed interface Heir {
    /** To nobody: the lock is not to be given away, or only to who takes no offers. */
    record None() implements Heir {}

    /** It must first be known who has all of our log. */
    record AskFirst() implements Heir {}

    /** To that member. */
    record Ready(Offer offer) implements Heir {}

    /** Judges a holder that has offered its lock to nobody yet. */
    static Heir of(NodeState state) {
        Optional<Lsn> end = end(state);
        if (end.isEmpty()
                || !(state.lease() instanceof Lease.Held held)
                || !isHandable(state)
                || hasFailed(state)) {
            return new None();
        }
        if (state.presence() != Presence.LEAVING) {
            return asRequested(state)
                    .<Heir>map(to -> new Ready(new Offer(to, end.get(), held.epoch())))
                    .orElseGet(None::new);
        }
        boolean archives = state.postgres() instanceof Postgres.Ending;
        if (archives && Recovery.of(state) != Recovery.HAND_OVER || !isAnybodyLeft(state)) {
            return new None();
        }
        Moment since = state.setbacks().downSince().orElse(Moment.LONG_AGO);
        return Others.freshAnswers(state, since)
                .map(answers -> best(state, answers, end.get(), held))
                .orElseGet(AskFirst::new);
    }

    /** Whether an offer of this tenure was taken back. */
    static boolean hasFailed(NodeState state) {
        return state.lease() instanceof Lease.Held held
                && state.published().offering().failed().equals(Optional.of(held.epoch()));
    }

    /** Whether the member to whom the lock is offered may still be waited for. */
    static boolean isThere(NodeState state, Offer offer) {
        // Whatever else ran here since has written log that the other member lacks.
        boolean same =
                HolderSituation.server(state) == HolderSituation.Server.UNSURE
                        || end(state).equals(Optional.of(offer.lsn()));
        return same
                && isHandable(state)
                && (state.presence() == Presence.LEAVING || isWanted(state, offer.to()))
                && takesOffers(state, offer.to())
                && Candidates.objection(state, offer.to()).isEmpty();
    }

    /** Until when an offer is left standing: by then every member that lives has read it. */
    static Moment patienceOver(NodeState state, Offering.Made made) {
        Duration loop = state.settings().loopWait();
        return made.since().plus(loop.compareTo(Recovery.CATCH_UP) < 0 ? loop : Recovery.CATCH_UP);
    }

    /** Whether the member says that it takes a lock which is offered to it. */
    static boolean takesOffers(NodeState state, MemberName name) {
        return Optional.ofNullable(view(state).members().get(name))
                .map(Member::record)
                .filter(record -> record.heir() && record.tags().mayLead())
                .isPresent();
    }

    /** The end of the log of a primary that has shut down properly. */
    private static Optional<Lsn> end(NodeState state) {
        Optional<ControlData> left =
                switch (state.postgres()) {
                    case Postgres.Stopped(ControlData control) -> Optional.of(control);
                    case Postgres.Ending(ControlData control) -> Optional.of(control);
                    case Postgres.Primary _,
                            Postgres.Standby _,
                            Postgres.Starting _,
                            Postgres.Unknown _,
                            Postgres.Hanging _,
                            Postgres.NoData _,
                            Postgres.Unreadable _ ->
                            Optional.empty();
                };
        return left.filter(one -> one.phase() == ControlData.Phase.PRIMARY_STOPPED)
                .flatMap(ControlData::end);
    }

    private static boolean isHandable(NodeState state) {
        boolean stops =
                switch (state.work()) {
                    case Work.Idle _ -> true;
                    case Work.Busy busy -> busy.operation() instanceof Operation.Stop;
                };
        return stops
                && state.local().handoff()
                && !Maintenance.isOn(state)
                && !StandbyClusters.isOn(state)
                && LeaseClock.promise(state).isEmpty();
    }

    private static Optional<MemberName> asRequested(NodeState state) {
        return Recovery.of(state) == Recovery.HAND_OVER
                        && Handover.of(state) instanceof Handover.Ready(MemberName to)
                        && takesOffers(state, to)
                ? Optional.of(to)
                : Optional.empty();
    }

    private static boolean isWanted(NodeState state, MemberName to) {
        return view(state).failover() instanceof FailoverRequest.Asked request
                && request.candidate().map(to::equals).orElse(true);
    }

    /** Whether asking could find somebody: a member that may lead and takes offers. */
    private static boolean isAnybodyLeft(NodeState state) {
        return view(state).members().keySet().stream()
                .filter(name -> !name.equals(state.me()))
                .anyMatch(name ->
                        takesOffers(state, name)
                                && Others.isAdmitted(state, view(state).failover(), name));
    }

    private static Heir best(
            NodeState state,
            SortedMap<MemberName, Peers.Answer> answers,
            Lsn end,
            Lease.Held held) {
        return Handover.best(state, Handover.able(state, answers))
                .filter(name -> takesOffers(state, name))
                .<Heir>map(name -> new Ready(new Offer(name, end, held.epoch())))
                .orElseGet(None::new);
    }

    private static ClusterView view(NodeState state) {
        return state.cluster().latest().orElse(ClusterView.EMPTY);
    }
}
