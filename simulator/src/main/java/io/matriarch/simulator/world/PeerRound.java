package io.matriarch.simulator.world;

import io.matriarch.value.MemberName;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;

/** One round of HTTP requests: it ends when all have answered, or after two seconds. */
final class PeerRound<A> {
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final World world;
    private final MemberName from;
    private final Dice dice;
    private final List<MemberName> whom;
    private final Function<String, A> failed;
    private final Consumer<SortedMap<MemberName, A>> end;
    private final TreeMap<MemberName, A> answers = new TreeMap<>();
    private boolean over;

    /**
     * @param failed makes the answer of a member that gave none
     * @param end takes one answer for each
     */
    PeerRound(
            World world,
            MemberName from,
            Dice dice,
            Set<MemberName> whom,
            Function<String, A> failed,
            Consumer<SortedMap<MemberName, A>> end) {
        this.world = world;
        this.from = from;
        this.dice = dice;
        this.whom = List.copyOf(whom);
        this.failed = failed;
        this.end = end;
    }

    /**
     * @param serve what a reached member does with the request; it may answer later, or never
     * @param instead what is answered on a reached host where no agent does
     */
    void begin(BiConsumer<SimMember, Consumer<A>> serve, Function<SimMember, Optional<A>> instead) {
        for (MemberName name : whom) {
            Duration there = half(name);
            Duration back = half(name);
            world.agenda().after(there, () -> reach(name, back, serve, instead));
        }
        world.agenda().after(whom.isEmpty() ? Duration.ZERO : PATIENCE, this::end);
    }

    private Duration half(MemberName name) {
        Weather weather = world.network().weather();
        return dice.within(world.spec().timings().peerRequest())
                .dividedBy(2)
                .plus(weather.more(from, dice))
                .plus(weather.more(name, dice));
    }

    private void reach(
            MemberName name,
            Duration back,
            BiConsumer<SimMember, Consumer<A>> serve,
            Function<SimMember, Optional<A>> instead) {
        if (!world.has(name) || !world.network().passes(from, name)) {
            return;
        }
        SimMember asked = world.member(name);
        switch (asked.agent()) {
            case FROZEN -> instead.apply(asked).ifPresent(answer -> comesBack(name, back, answer));
            case DEAD ->
                    comesBack(
                            name,
                            back,
                            instead.apply(asked)
                                    .orElseGet(() -> failed.apply("connection refused")));
            case RUNNING -> serve.accept(asked, answer -> comesBack(name, back, answer));
        }
    }

    private void comesBack(MemberName name, Duration back, A answer) {
        world.agenda()
                .after(
                        back,
                        () -> {
                            if (world.network().passes(name, from)) {
                                note(name, answer);
                            }
                        });
    }

    private void note(MemberName name, A answer) {
        answers.put(name, answer);
        if (answers.size() == whom.size()) {
            end();
        }
    }

    private void end() {
        if (over) {
            return;
        }
        over = true;
        whom.forEach(name -> answers.putIfAbsent(name, failed.apply("no answer in time")));
        end.accept(answers);
    }
}
