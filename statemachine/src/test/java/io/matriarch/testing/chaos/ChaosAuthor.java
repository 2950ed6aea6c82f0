package io.matriarch.testing.chaos;

import io.matriarch.action.Action;
import io.matriarch.action.AgentAction;
import io.matriarch.action.FenceAction;
import io.matriarch.action.PeerAction;
import io.matriarch.action.PostgresAction;
import io.matriarch.action.WatchdogAction;
import io.matriarch.event.Booted;
import io.matriarch.event.DcsEvent;
import io.matriarch.event.Event;
import io.matriarch.event.OperatorEvent;
import io.matriarch.event.PeerEvent;
import io.matriarch.event.PostgresEvent;
import io.matriarch.event.Tick;
import io.matriarch.machine.Step;
import io.matriarch.state.DurableFacts;
import io.matriarch.state.DynamicSettings;
import io.matriarch.state.LocalSettings;
import io.matriarch.state.RestartWish;
import io.matriarch.state.Role;
import io.matriarch.state.Scripts;
import io.matriarch.testing.Facts;
import io.matriarch.testing.samples.SplitMix;
import io.matriarch.value.MemberName;
import io.matriarch.value.Moment;
import io.matriarch.value.OrderId;
import io.matriarch.value.SessionId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Decides what happens next to one machine: any answer that a port may give to what was ordered, in
 * any order; sessions that come and go; probes of any content; pauses, jumps of time, crashes.
 *
 * <p>Each event is made from its own number and what happened before, so a story stays a story when
 * events are left out of it: that is how it is shrunk.
 */
public final class ChaosAuthor {
    private final List<Open> open = new ArrayList<>();
    private final ChaosAnswers answers = new ChaosAnswers();
    private Moment now = Facts.at(100);
    private Moment wakeAt = now;
    private DurableFacts durable = DurableFacts.NONE;
    private Mood mood = new Mood(true, true, 1000, 200);
    private boolean begun;
    private boolean running;
    private long connection;
    private long ballot;
    private long orders;
    private SessionId session = new SessionId(1);

    /** An order that is not answered yet. */
    record Open(Action action, Moment orderedAt, long connection) {}

    /** The next event; after a {@code Booted} the machine begins again from {@code Genesis}. */
    public Event next(long number) {
        SplitMix chance = new SplitMix(number);
        if (!begun || chance.oneIn(running ? 500 : 5)) {
            return booted(chance);
        }
        if (chance.oneIn(40)) {
            mood = Mood.of(chance);
        }
        pass(chance);
        if (!open.isEmpty() && !chance.oneIn(3)) {
            return answer(chance);
        }
        return unasked(chance);
    }

    /** Takes note of what the machine ordered. */
    public void ordered(Step step) {
        wakeAt = step.wakeAt();
        step.durable().ifPresent(facts -> durable = facts);
        for (Action action : step.actions()) {
            if (action instanceof AgentAction.EndAgent) {
                running = false;
            } else if (!(action instanceof AgentAction)
                    && !(action instanceof PeerAction.AnswerFailsafe)
                    && !(action instanceof PeerAction.AnswerVote)
                    && !(action instanceof PostgresAction.Hasten)
                    && !(action instanceof PostgresAction.Cancel)) {
                open.add(new Open(action, now, connection));
            }
        }
    }

    private void pass(SplitMix chance) {
        long nanos =
                chance.oneIn(mood.hurry())
                        ? chance.below(chance.oneIn(6) ? 60_000 : 3_000) * 1_000_000L
                        : chance.below(20_000_000);
        now = now.plus(Duration.ofNanos(chance.oneIn(8) ? 0 : nanos));
    }

    private Event booted(SplitMix chance) {
        begun = true;
        running = true;
        open.clear();
        now = now.plus(Duration.ofSeconds(chance.below(40)));
        MemberName me = Facts.N1;
        Scripts scripts = new Scripts(Facts.SCRIPTS.callbacks(), chance.oneIn(3), false, false);
        LocalSettings local =
                Facts.local(me, ChaosViews.tags(chance))
                        .with(scripts)
                        .with(ChaosWatchdog.policy(chance));
        DynamicSettings settings = DynamicSettings.DEFAULTS.withFailsafe(chance.oneIn(2));
        return new Booted(now, wall(), local, settings, durable, chance.next(), left(chance));
    }

    private Optional<Moment> left(SplitMix chance) {
        return chance.oneIn(2)
                ? Optional.empty()
                : Optional.of(now.plus(Duration.ofSeconds(chance.below(30) - 10)));
    }

    private Instant wall() {
        return Facts.WALL.plusNanos(now.nanos());
    }

    private Event answer(SplitMix chance) {
        int index = chance.oneIn(4) ? chance.below(open.size()) : 0;
        Open chosen = open.get(index);
        if (chosen.action() instanceof FenceAction) {
            // one pipe to the guard and one back: its echoes keep their order
            chosen = open.stream().filter(o -> o.action() instanceof FenceAction).findFirst().get();
        }
        if (chosen.action() instanceof WatchdogAction) {
            chosen =
                    open.stream()
                            .filter(one -> one.action() instanceof WatchdogAction)
                            .findFirst()
                            .get();
        }
        open.remove(chosen);
        return answers.to(chosen, now, session, mood, chance);
    }

    private Event unasked(SplitMix chance) {
        return switch (chance.below(20)) {
            case 0 -> connected(chance);
            case 1 ->
                    chance.oneIn(3)
                            ? new DcsEvent.SessionSuspended(now)
                            : new DcsEvent.DcsNoticed(now);
            case 2 -> chance.oneIn(8) ? lost() : new OperatorEvent.LookRequested(now);
            case 3 -> new PostgresEvent.PostgresNoticed(now, "the postmaster ended");
            case 4 ->
                    chance.oneIn(6)
                            ? new OperatorEvent.StopRequested(now)
                            : new DcsEvent.DcsNoticed(now);
            case 8 -> asked(chance);
            case 6 ->
                    chance.oneIn(3)
                            ? new PeerEvent.VoteAsked(
                                    now, ++ballot, chance.oneIn(2) ? Facts.N2 : Facts.N3)
                            : tick(chance);
            case 7 -> chance.oneIn(4) ? ordered(chance) : tick(chance);
            case 5 -> new Tick(now.minus(Duration.ofMillis(chance.below(50))), wall());
            default -> tick(chance);
        };
    }

    private Event asked(SplitMix chance) {
        MemberName from = chance.oneIn(2) ? Facts.N2 : Facts.N3;
        return new PeerEvent.FailsafeAsked(
                now,
                chance.below(9),
                from,
                Facts.connUrl(from),
                Facts.apiUrl(from),
                Duration.ofSeconds(Math.floorMod(now.nanos(), 40)));
    }

    private Event ordered(SplitMix chance) {
        OrderId order = new OrderId(++orders);
        return switch (chance.below(7)) {
            case 6 -> new OperatorEvent.WatchdogConfigured(now, ChaosWatchdog.policy(chance));
            case 0, 1 ->
                    new OperatorEvent.RestartRequested(now, order, Optional.empty(), wish(chance));
            case 2 ->
                    new OperatorEvent.RestartRequested(
                            now,
                            order,
                            Optional.of(wall().plusSeconds(chance.below(60))),
                            wish(chance));
            case 3 -> new OperatorEvent.RestartWithdrawn(now, order);
            default ->
                    new OperatorEvent.ReinitializeRequested(
                            now, order, chance.oneIn(3), chance.oneIn(2));
        };
    }

    private static RestartWish wish(SplitMix chance) {
        return new RestartWish(
                chance.oneIn(6) ? Optional.of(Role.REPLICA) : Optional.empty(),
                chance.oneIn(6) ? Optional.of(170000) : Optional.empty(),
                chance.oneIn(6),
                chance.oneIn(3)
                        ? Optional.of(Duration.ofSeconds(chance.below(60)))
                        : Optional.empty());
    }

    private Event tick(SplitMix chance) {
        boolean onTime = !chance.oneIn(4) && !wakeAt.equals(Moment.NEVER);
        now = onTime ? now.later(wakeAt) : now;
        return new Tick(now, wall());
    }

    private Event lost() {
        answers.sessionOver();
        return new DcsEvent.SessionLost(now);
    }

    private Event connected(SplitMix chance) {
        connection++;
        boolean another = connection == 1 || chance.oneIn(5);
        if (another) {
            answers.sessionOver();
            session = new SessionId(session.id() + 1);
        }
        boolean isNew = another && !chance.oneIn(3);
        Duration timeout = Duration.ofSeconds(chance.oneIn(5) ? 4 + chance.below(40) : 30);
        Moment sentAt = now.minus(Duration.ofMillis(chance.below(500)));
        return new DcsEvent.SessionConnected(now, sentAt, session, connection, timeout, isNew);
    }
}
