package io.matriarch.simulator.run;

import io.matriarch.action.Action;
import io.matriarch.action.PostgresAction;
import io.matriarch.event.Event;
import io.matriarch.machine.Step;
import io.matriarch.simulator.expect.Budgets;
import io.matriarch.simulator.expect.Expectations;
import io.matriarch.simulator.expect.Miss;
import io.matriarch.simulator.invariant.Begun;
import io.matriarch.simulator.invariant.Invariant;
import io.matriarch.simulator.scenario.Fault;
import io.matriarch.simulator.scenario.Scenario;
import io.matriarch.simulator.truth.Truth;
import io.matriarch.simulator.world.World;
import io.matriarch.simulator.world.WorldObserver;
import io.matriarch.value.MemberName;
import io.matriarch.value.Moment;
import io.matriarch.value.RuleId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;

/** Watches one run: passes everything on to the judges and notes what they say. */
final class Recorder implements WorldObserver {
    private static final int LONGEST = 200;

    private final Truth truth;
    private final Expectations expectations;
    private final Budgets budgets;
    private final List<Invariant> invariants;
    private final Set<String> broken = new HashSet<>();
    private final List<Failure> failures = new ArrayList<>();
    private final SortedMap<RuleId, Integer> fired = new TreeMap<>();
    private final Trace trace = new Trace();
    private long steps;

    Recorder(Scenario scenario, Truth truth) {
        this.truth = truth;
        this.invariants =
                Invariant.all(
                        scenario.settings().isGuarded(),
                        scenario.settings().dynamic().sync().isOn());
        this.expectations = new Expectations(scenario);
        this.budgets = new Budgets(scenario.budget());
    }

    @Override
    public void onStep(MemberName member, Event event, Step step) {
        steps++;
        trace.step(truth, member, step);
        for (Invariant one : invariants) {
            judge(one, one.stepped(truth, member, step));
        }
        for (RuleId rule : step.rules()) {
            fired.merge(rule, 1, Integer::sum);
            expectations.fired(truth, rule);
        }
        for (Action action : step.actions()) {
            expectations.acted(truth, member, action);
            if (action instanceof PostgresAction.Begin begin) {
                begun(member, begin);
            } else {
                budgets.spend(action.getClass().getSimpleName());
            }
        }
    }

    @Override
    public void onFact(String where, String text) {
        trace.fact(truth, where, text);
    }

    @Override
    public void afterEvent(World world) {
        expectations.after(truth);
        for (Invariant one : invariants) {
            judge(one, one.after(truth));
        }
    }

    /** A fault of the scenario is about to befall the world. */
    void befalls(Fault fault) {
        trace.fault(truth, fault.text());
        invariants.forEach(one -> one.befalls(truth, fault));
    }

    /** When {@link #moment} must be called. */
    SortedSet<Moment> moments() {
        return expectations.moments();
    }

    /** Everything due until now has happened. */
    void moment() {
        expectations.moment(truth);
    }

    /** What happened cannot happen. */
    void threw(RuntimeException thrown) {
        StackTraceElement[] stack = thrown.getStackTrace();
        String where = stack.length == 0 ? "" : " in " + stack[0];
        fail(Failure.Kind.CONTRACT, "contract", "exception", brief(thrown) + where);
    }

    /** An exception in one line that is not too long. */
    static String brief(RuntimeException thrown) {
        String text = thrown.toString().replace('\n', ' ');
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + " …";
    }

    void finish() {
        for (Miss miss : expectations.misses()) {
            failures.add(
                    new Failure(
                            Failure.Kind.EXPECTATION,
                            "expect",
                            title(miss),
                            miss.at(),
                            trace.newest(),
                            miss.because()));
        }
        for (String excess : budgets.excesses()) {
            fail(Failure.Kind.EXPECTATION, "budget", "spent", excess);
        }
    }

    /** Whether something has gone wrong by now, as far as that can be told before the end. */
    boolean hasFailed() {
        return !failures.isEmpty() || !budgets.excesses().isEmpty();
    }

    /** Whether the world or an invariant broke. */
    boolean isBroken() {
        return !failures.isEmpty();
    }

    /** Whether a repair has led to what it must lead to. */
    boolean hasComeRight() {
        return invariants.stream().anyMatch(Invariant::isFulfilled);
    }

    List<Failure> failures() {
        return failures;
    }

    SortedMap<RuleId, Integer> fired() {
        return fired;
    }

    Trace trace() {
        return trace;
    }

    long steps() {
        return steps;
    }

    private static String title(Miss miss) {
        return "line %d: %s %s"
                .formatted(
                        miss.expectation().place().line(),
                        miss.expectation().span().text(),
                        miss.fact().text());
    }

    private void begun(MemberName member, PostgresAction.Begin begin) {
        if (!truth.operation(member).equals(Optional.of(begin.operation()))) {
            return; // refused at the last moment
        }
        budgets.spend(begin.operation().getClass().getSimpleName());
        Begun begun = new Begun(member, begin.operation(), begin.permit());
        for (Invariant one : invariants) {
            judge(one, one.begun(truth, begun));
        }
    }

    private void judge(Invariant invariant, Optional<String> breach) {
        if (breach.isPresent() && broken.add(invariant.id())) {
            fail(Failure.Kind.INVARIANT, invariant.id(), invariant.title(), breach.get());
        }
    }

    private void fail(Failure.Kind kind, String id, String title, String because) {
        failures.add(new Failure(kind, id, title, truth.now(), trace.newest(), because));
    }
}
