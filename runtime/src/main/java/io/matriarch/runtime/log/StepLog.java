package io.matriarch.runtime.log;

import io.matriarch.action.Action;
import io.matriarch.action.AgentAction;
import io.matriarch.action.DcsAction;
import io.matriarch.action.FenceAction;
import io.matriarch.action.PeerAction;
import io.matriarch.action.PostgresAction;
import io.matriarch.action.WatchdogAction;
import io.matriarch.event.DcsEvent;
import io.matriarch.event.Event;
import io.matriarch.event.OperationEvent;
import io.matriarch.event.OperatorEvent;
import io.matriarch.judge.Candidate;
import io.matriarch.judge.Mending;
import io.matriarch.judge.OwnDoubt;
import io.matriarch.judge.SafeTimeout;
import io.matriarch.judge.Successors;
import io.matriarch.judge.SyncPlan;
import io.matriarch.machine.Sentences;
import io.matriarch.machine.Step;
import io.matriarch.rule.DecisionTable;
import io.matriarch.state.NodeState;
import io.matriarch.state.Operation;
import io.matriarch.state.Outcome;
import io.matriarch.state.Postgres;
import io.matriarch.state.Work;
import io.matriarch.value.MemberName;
import io.matriarch.value.Moment;
import io.matriarch.value.RuleId;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * Tells operators what each step changed: one line per change, none for a step that changed
 * nothing. What the adapters tell themselves, as connections coming and going, is not repeated.
 */
public final class StepLog {
    private static final Logger LOG = LoggerFactory.getLogger(StepLog.class);

    private static final Pattern AMOUNT = Pattern.compile("[0-9]+");

    private final Settled<RuleId> deciding = new Settled<>();
    private final Settled<String> server = new Settled<>();
    private final Settled<String> doubt = new Settled<>();
    private final Settled<String> successors = new Settled<>();
    private final Settled<String> timeout = new Settled<>();
    private final Map<MemberName, String> candidates = new TreeMap<>();
    private final Map<MemberName, String> synchronous = new TreeMap<>();
    private Moment heartbeatAt = Moment.LONG_AGO;

    /** Takes a step in; called on the agent's thread only. */
    public void stepped(NodeState before, Event event, Step step) {
        happened(before, event);
        NodeState now = step.next();
        StateChanges.between(before, now).forEach(LOG::info);
        String plight = Mending.plight(now);
        if (!plight.isEmpty() && !plight.equals(Mending.plight(before))) {
            LOG.warn("this member waits for an operator to reinitialize it: {}", plight);
        }
        doubt(now);
        successors(now);
        timeout(now);
        postgres(now);
        decision(step);
        begun(before, now);
        candidates(step);
        synchronous(now);
        heartbeat(step);
    }

    /** What keeps a standby from leading is said while there is time to mend it. */
    private void doubt(NodeState now) {
        Optional<String> why = OwnDoubt.of(now);
        doubt.lasting(matter(why.orElse("")), now.now())
                .flatMap(_ -> why)
                .ifPresent(words -> LOG.warn("this member may not lead: {}", words));
    }

    private void successors(NodeState now) {
        Optional<String> why = Successors.alarm(now);
        successors
                .lasting(matter(why.orElse("")), now.now())
                .flatMap(_ -> why)
                .ifPresent(LOG::warn);
    }

    private void timeout(NodeState now) {
        Optional<String> why = SafeTimeout.complaint(now);
        timeout.lasting(why.orElse(""), now.now()).flatMap(_ -> why).ifPresent(LOG::warn);
    }

    /** The same for lines that differ only in amounts. */
    private static String matter(String line) {
        return AMOUNT.matcher(line).replaceAll("n");
    }

    private static void happened(NodeState before, Event event) {
        switch (event) {
            case OperationEvent.OperationEnded ended
                    when ended.outcome() instanceof Outcome.Refused refused ->
                    LOG.warn("{}: not begun: {}", word(before, ended), refused.why());
            case OperatorEvent.StopRequested _ -> LOG.info("asked to stop");
            case DcsEvent.RequestFailed failed ->
                    LOG.debug("request {} has no answer: {}", failed.request(), failed.why());
            case DcsEvent.LockRefused refused ->
                    LOG.info("the leader lock was not taken: {}", refused.why());
            case DcsEvent.WriteRefused refused ->
                    LOG.info("a write to ZooKeeper was refused: {}", refused.why());
            case Event _ -> {}
        }
    }

    private static String word(NodeState before, OperationEvent.OperationEnded ended) {
        return before.work() instanceof Work.Busy busy && busy.id().equals(ended.operation())
                ? busy.operation().word()
                : "operation " + ended.operation();
    }

    /** A rule that acts is told at once, one that waits when it has to wait for a while. */
    private void decision(Step step) {
        RuleId rule = step.rules().getFirst();
        boolean acts = step.actions().stream().anyMatch(StepLog::changesSomething);
        Optional<RuleId> news =
                acts ? deciding.atOnce(rule) : deciding.lasting(rule, step.next().now());
        news.ifPresent(one ->
                LOG.atLevel(level(one))
                        .log(
                                one.equals(rule)
                                        ? Sentences.of(step)
                                        : one + ": " + DecisionTable.because(one)));
    }

    private static Level level(RuleId rule) {
        return switch (rule.text().charAt(0)) {
            case 'F' -> Level.WARN;
            case 'W' -> Level.DEBUG; // the operation's own lines say it
            default -> Level.INFO;
        };
    }

    private static boolean changesSomething(Action action) {
        return switch (action) {
            case DcsAction.ReadCluster _,
                    DcsAction.TouchSession _,
                    DcsAction.WriteMember _,
                    DcsAction.WriteStatus _,
                    PostgresAction.Probe _,
                    PostgresAction.KeepSlots _,
                    PeerAction _,
                    PostgresAction.TryWrite _,
                    FenceAction.ArmFence _,
                    FenceAction.LimitFence _,
                    WatchdogAction _,
                    FenceAction.DisarmFence _ ->
                    false;
            case DcsAction _, PostgresAction _, FenceAction.FenceNow _, AgentAction _ -> true;
        };
    }

    private void postgres(NodeState now) {
        if (isMoving(now)) {
            return;
        }
        String words = StateChanges.words(now.postgres());
        Optional<String> news =
                now.postgres() instanceof Postgres.Unknown
                        ? server.lasting(words, now.now())
                        : server.atOnce(words);
        news.ifPresent(one -> LOG.info("PostgreSQL {}", one));
    }

    /** An operation's own steps are not told: how it ends is. */
    private static boolean isMoving(NodeState now) {
        if (!(now.work() instanceof Work.Busy busy)) {
            return false;
        }
        return switch (busy.operation()) {
            case Operation.Initdb _,
                    Operation.Basebackup _,
                    Operation.RecoverAlone _,
                    Operation.Rewind _ ->
                    true;
            case Operation.StartPrimary _,
                    Operation.StartStandby _,
                    Operation.Promote _,
                    Operation.PrePromote _,
                    Operation.CopySlots _,
                    Operation.Follow _,
                    Operation.Stop _ ->
                    now.postgres() instanceof Postgres.Starting
                            || now.postgres() instanceof Postgres.Unknown;
        };
    }

    /** One line per member, those that say something else than the last time. */
    private void candidates(Step step) {
        for (Candidate one : step.candidates()) {
            String line = one.line();
            if (!line.equals(candidates.put(one.name(), line))) {
                LOG.info("candidate {}", line);
            }
        }
    }

    /** One line per other member, when it is another matter than the last time. */
    private void synchronous(NodeState now) {
        SyncPlan.reasons(now)
                .forEach((name, why) -> {
                    String matter = matter(why);
                    if (!matter.equals(synchronous.put(name, matter))) {
                        LOG.info("sync {}: {}", name, why);
                    }
                });
    }

    private static void begun(NodeState before, NodeState now) {
        if (now.work() instanceof Work.Busy busy && !now.work().equals(before.work())) {
            LOG.info("{}: begun", busy.operation().word());
        }
    }

    private void heartbeat(Step step) {
        NodeState now = step.next();
        if (LOG.isDebugEnabled()
                && now.now().hasReached(heartbeatAt.plus(now.settings().loopWait()))) {
            heartbeatAt = now.now();
            String because = DecisionTable.because(step.rules().getFirst());
            LOG.debug("{} I am ({})", because, now.me());
        }
    }
}
