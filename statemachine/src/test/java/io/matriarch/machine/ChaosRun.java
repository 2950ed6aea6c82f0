package io.matriarch.machine;

import io.matriarch.event.Booted;
import io.matriarch.event.Event;
import io.matriarch.event.Tick;
import io.matriarch.state.NodeState;
import io.matriarch.testing.Facts;
import io.matriarch.testing.chaos.ChaosAuthor;
import io.matriarch.value.RuleId;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.TreeSet;
import java.util.function.Consumer;

/** One machine, one author, all laws. */
final class ChaosRun {
    private static final int REMEMBERED = 25;
    private static final int LONGEST = 300;
    private static final int REST_EVERY = 256;
    private static final Duration REST = Duration.ofSeconds(10);
    private static final int STEPS_PER_REST = 120;

    private final ChaosAuthor author = new ChaosAuthor();
    private final Deque<String> lastWords = new ArrayDeque<>();
    private final TreeSet<RuleId> fired = new TreeSet<>();
    private final Consumer<NodeState> observer;
    private NodeState state = Genesis.state();
    private Laws laws = new Laws();
    private int count;

    ChaosRun(Consumer<NodeState> observer) {
        this.observer = observer;
    }

    /** One event for each number; an error tells the events before it. */
    void play(Iterable<Long> numbers) {
        for (long number : numbers) {
            Event event = author.next(number);
            if (event instanceof Booted) {
                begin();
            }
            try {
                accept(event);
            } catch (RuntimeException | AssertionError e) {
                throw new AssertionError(story(event, e), e);
            }
        }
    }

    private void begin() {
        laws = new Laws();
        Step waiting = laws.step(Genesis.state(), new Tick(Facts.at(0), Facts.WALL));
        fired.addAll(waiting.rules());
        state = waiting.next();
    }

    TreeSet<RuleId> fired() {
        return fired;
    }

    private void accept(Event event) {
        Step step = laws.step(state, event);
        author.ordered(step);
        fired.addAll(step.rules());
        state = step.next();
        observer.accept(state);
        lastWords.add(cut(event) + "\n      " + step.rules() + " " + cut(step.actions()));
        if (lastWords.size() > REMEMBERED) {
            lastWords.removeFirst();
        }
        if (++count % REST_EVERY == 0) {
            Laws.rests(state, STEPS_PER_REST, state.now().plus(REST));
        }
    }

    private String story(Event event, Throwable why) {
        List<String> told = List.copyOf(lastWords);
        return why.getMessage()
                + "\n  after "
                + count
                + " events, the last of them:\n    "
                + String.join("\n    ", told)
                + "\n  then\n    "
                + cut(event)
                + "\n  in state\n    "
                + state;
    }

    private static String cut(Object one) {
        String text = one.toString();
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "...";
    }
}
