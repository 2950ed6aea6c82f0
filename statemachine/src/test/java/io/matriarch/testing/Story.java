package io.matriarch.testing;

import static io.matriarch.testing.Facts.N1;
import static io.matriarch.testing.Facts.WALL;

import io.matriarch.action.Action;
import io.matriarch.event.Booted;
import io.matriarch.event.DcsEvent;
import io.matriarch.event.Event;
import io.matriarch.event.FenceEvent;
import io.matriarch.event.OperationEvent;
import io.matriarch.event.PeerEvent;
import io.matriarch.event.PostgresEvent;
import io.matriarch.event.Tick;
import io.matriarch.machine.Genesis;
import io.matriarch.machine.Machine;
import io.matriarch.machine.Step;
import io.matriarch.state.DurableFacts;
import io.matriarch.state.DynamicSettings;
import io.matriarch.state.Fence;
import io.matriarch.state.LocalSettings;
import io.matriarch.state.Lock;
import io.matriarch.state.NodeState;
import io.matriarch.state.Outcome;
import io.matriarch.state.Peers;
import io.matriarch.state.Postgres;
import io.matriarch.state.Requests.Kind;
import io.matriarch.state.Requests.Pending;
import io.matriarch.state.Session;
import io.matriarch.state.Tags;
import io.matriarch.state.Work;
import io.matriarch.value.LockEpoch;
import io.matriarch.value.MemberName;
import io.matriarch.value.Moment;
import io.matriarch.value.SessionId;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * One member, event by event: what is asked is answered by name, so that a story reads like one.
 * The clock stands still between events unless told.
 */
public final class Story {
    private NodeState state;
    private Moment now;
    private Step last;

    private Story(NodeState state, Moment now) {
        this.state = state;
        this.now = now;
    }

    /** The agent of n1 starts at second 100. */
    public static Story booted() {
        return booted(Facts.local(N1, Tags.NONE), DurableFacts.NONE);
    }

    /** The same, and the run before told its guard that deadline last. */
    public static Story bootedAfter(Moment left) {
        return booted(Facts.local(N1, Tags.NONE), DurableFacts.NONE, Optional.of(left));
    }

    public static Story booted(LocalSettings local, DurableFacts durable) {
        return booted(local, durable, Optional.empty());
    }

    private static Story booted(LocalSettings local, DurableFacts durable, Optional<Moment> left) {
        Story story = new Story(Genesis.state(), Facts.at(100));
        return story.then(
                new Booted(story.now, WALL, local, DynamicSettings.DEFAULTS, durable, 1, left));
    }

    /** Goes on from a state. */
    public static Story from(NodeState state) {
        return new Story(state, state.now());
    }

    /** From here on it is that late. */
    public Story at(double second) {
        now = Facts.at(second);
        return this;
    }

    public Story then(Event event) {
        last = Machine.step(state, event);
        state = last.next();
        return this;
    }

    public Story tick() {
        return then(new Tick(now, WALL));
    }

    /** A new session with a timeout of 30 s. */
    public Story connected() {
        return connected(1, 1, true);
    }

    public Story connected(long session, long connection, boolean isNew) {
        return then(
                new DcsEvent.SessionConnected(
                        now,
                        now,
                        new SessionId(session),
                        connection,
                        Duration.ofSeconds(30),
                        isNew));
    }

    public Story suspended() {
        return then(new DcsEvent.SessionSuspended(now));
    }

    public Story lost() {
        return then(new DcsEvent.SessionLost(now));
    }

    /** Something that we watch in the DCS has changed. */
    public Story noticed() {
        return then(new DcsEvent.DcsNoticed(now));
    }

    /** Something happened to PostgreSQL that a probe would show. */
    public Story postmasterEnded() {
        return then(new PostgresEvent.PostgresNoticed(now, "the postmaster ended"));
    }

    public Story probed(Postgres found) {
        return then(new PostgresEvent.PostgresProbed(now, pending(Kind.PROBE).id(), found));
    }

    public Story read(Views view) {
        Pending read = pending(Kind.READ);
        return then(
                new DcsEvent.ClusterRead(now, read.id(), read.sentAt(), connection(), view.made()));
    }

    /** Something changed, and this is what it looks like. */
    public Story sees(Views view) {
        noticed();
        if (!state.requests().isPending(Kind.READ)) {
            now = now.plus(Duration.ofMillis(50));
            tick();
        }
        return read(view);
    }

    public Story memberWritten(Lock lock) {
        Pending write = pending(Kind.MEMBER);
        return then(
                new DcsEvent.MemberWritten(now, write.id(), write.sentAt(), connection(), lock));
    }

    public Story touched() {
        Pending touch = pending(Kind.TOUCH);
        return then(new DcsEvent.SessionTouched(now, touch.id(), touch.sentAt(), connection()));
    }

    public Story lockTaken(LockEpoch epoch) {
        Pending take = pending(Kind.LOCK);
        return then(new DcsEvent.LockTaken(now, take.id(), take.sentAt(), connection(), epoch));
    }

    public Story lockRefused() {
        Pending take = pending(Kind.LOCK);
        return then(
                new DcsEvent.LockRefused(now, take.id(), take.sentAt(), connection(), "exists"));
    }

    public Story lockReleased() {
        Pending give = pending(Kind.LOCK);
        return then(new DcsEvent.LockReleased(now, give.id(), give.sentAt(), connection()));
    }

    /** Any other write of that kind is done. */
    public Story written(Kind kind) {
        Pending write = pending(kind);
        return then(new DcsEvent.Written(now, write.id(), write.sentAt(), connection()));
    }

    /** No answer: the request may have had its effect. */
    public Story failed(Kind kind) {
        return then(new DcsEvent.RequestFailed(now, pending(kind).id(), "timed out"));
    }

    public Story unsent(Kind kind) {
        return then(new DcsEvent.RequestUnsent(now, pending(kind).id(), "not connected"));
    }

    public Story guardEchoed() {
        if (!(state.fence() instanceof Fence.Arming arming)) {
            throw new AssertionError("the guard was not told anything: " + state.fence());
        }
        return then(new FenceEvent.FenceArmed(now, arming.sequence(), arming.until()));
    }

    public Story told(MemberName name, Peers.Answer answer, MemberName more, Peers.Answer its) {
        SortedMap<MemberName, Peers.Answer> answers = new TreeMap<>();
        answers.put(name, answer);
        answers.put(more, its);
        if (!(state.peers() instanceof Peers.Asked asked)) {
            throw new AssertionError("nobody was asked: " + state.peers());
        }
        return then(new PeerEvent.PeersAnswered(now, asked.round(), answers));
    }

    public Story ended(Outcome outcome) {
        if (!(state.work() instanceof Work.Busy busy)) {
            throw new AssertionError("no operation runs");
        }
        return then(new OperationEvent.OperationEnded(now, busy.id(), outcome));
    }

    public NodeState state() {
        return state;
    }

    public Moment now() {
        return now;
    }

    public Step last() {
        return last;
    }

    /** The actions of the last step, in print. */
    public List<String> ordered() {
        return last.actions().stream().map(Action::toString).toList();
    }

    /** Which row decided the last step. */
    public String rule() {
        return last.rules().getFirst().text();
    }

    /** The request of that kind that is unanswered. */
    public Pending pending(Kind kind) {
        Pending found = state.requests().pending().get(kind);
        if (found == null) {
            throw new AssertionError("no request " + kind + " is under way: " + state.requests());
        }
        return found;
    }

    private long connection() {
        return state.session() instanceof Session.Live live ? live.connection() : 0;
    }
}
