package io.matriarch.simulator.swarm;

import io.matriarch.simulator.invariant.LivenessAfterRepair;
import io.matriarch.simulator.scenario.At;
import io.matriarch.simulator.scenario.Command;
import io.matriarch.simulator.scenario.Fault;
import io.matriarch.simulator.scenario.MemberLine;
import io.matriarch.simulator.scenario.Place;
import io.matriarch.simulator.scenario.Repair;
import io.matriarch.simulator.scenario.Scenario;
import io.matriarch.simulator.scenario.Setting;
import io.matriarch.simulator.scenario.Settings;
import io.matriarch.simulator.world.Seed;
import io.matriarch.value.MemberName;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * From a seed to the text of a scenario: who takes part, which kinds of misfortune there are, what
 * befalls whom; then a part of the cluster that suffices is repaired for good and must come right.
 *
 * @param length how long misfortune goes on before the repair
 */
public record Generator(Duration length) {
    /** Two minutes of misfortune. */
    public static final Generator USUAL = new Generator(Duration.ofMinutes(2));

    /** How long a run goes on when nobody is repaired. */
    private static final Duration UNREPAIRED = Duration.ofSeconds(60);

    static final Duration FIRST = Duration.ofSeconds(5);
    private static final int MOST_KINDS = 5;
    private static final int MOST_STRIKES = 8;
    private static final int FOLLOWS = 6;

    /** The scenario of that seed, as text. */
    public String text(long number) {
        Seed seed = new Seed(number);
        List<MemberName> names = CastDraw.names(new Draw(seed, "names", List.of()));
        boolean follows = new Draw(seed, "follows", names).chance(FOLLOWS);
        Settings settings = SettingsDraw.settings(new Draw(seed, "settings", names), follows);
        List<MemberLine> members = CastDraw.members(new Draw(seed, "members", names), follows);
        List<Strike> plan =
                plan(
                        new Draw(seed, "plan", names),
                        Ambushes.of(new Draw(seed, "ambushes", names)),
                        settings,
                        members);
        Duration within = LivenessAfterRepair.within(Bounds.slowest(settings, plan));
        return new Scenario(
                        "seed-" + number,
                        "Drawn from seed " + number + ".",
                        List.of(),
                        List.of(),
                        List.of(),
                        members,
                        3,
                        settings,
                        CastDraw.clients(new Draw(seed, "clients", names)),
                        new Draw(seed, "chance", names).between(1, 1_000_000),
                        last(plan).plusSeconds(1).plus(isRepaired(plan) ? within : UNREPAIRED),
                        false,
                        plan.stream().map(Generator::at).toList(),
                        List.of(),
                        List.of())
                .print();
    }

    private List<Strike> plan(
            Draw draw, Ambushes ambushes, Settings settings, List<MemberLine> members) {
        Bounds bounds = new Bounds(settings, members);
        List<FaultKind> kinds = bounds.kinds(ambushes.and(kinds(draw)));
        List<Strike> plan = new ArrayList<>(misfortune(draw, kinds));
        plan.addAll(ambushes.among(kinds));
        plan.removeIf(one -> one.time().compareTo(length) > 0 && !mustHappen(one.fault()));
        plan.removeIf(one -> bounds.forbids(one.fault()));
        plan = new ArrayList<>(Absences.ended(plan));
        plan.sort(Comparator.comparing(Strike::time));
        Duration repair = last(plan).plusSeconds(1);
        orders(plan, repair);
        core(plan, repair.plusSeconds(1), new Core(members, plan).draw(draw));
        return plan;
    }

    private static List<FaultKind> kinds(Draw draw) {
        List<FaultKind> all = List.of(FaultKind.values());
        return draw.subset(all, draw.between(1, MOST_KINDS));
    }

    private List<Strike> misfortune(Draw draw, List<FaultKind> kinds) {
        List<Strike> plan = new ArrayList<>();
        int strikes = kinds.isEmpty() ? 0 : draw.between(1, MOST_STRIKES);
        for (int i = 0; i < strikes; i++) {
            plan.addAll(draw.pick(kinds).draw(draw, draw.time(FIRST, length)));
        }
        return plan;
    }

    /** What ends what would else never end, though nobody broke it. */
    private static boolean mustHappen(Fault fault) {
        return fault instanceof Command.Resume;
    }

    private Duration last(List<Strike> plan) {
        return plan.isEmpty() ? length : plan.getLast().time();
    }

    /** What operators put right: whoever has diverged may be rewound or copied again. */
    private static void orders(List<Strike> plan, Duration time) {
        if (plan.stream().map(Strike::fault).anyMatch(Absences::pauses)) {
            plan.add(new Strike(time, new Command.Resume()));
        }
        for (Setting setting :
                List.of(
                        Setting.REMOVE_DATA_DIRECTORY_ON_REWIND_FAILURE,
                        Setting.REMOVE_DATA_DIRECTORY_ON_DIVERGED_TIMELINES)) {
            plan.add(new Strike(time, new Command.Configure(setting, "on")));
        }
    }

    private static boolean isRepaired(List<Strike> plan) {
        return plan.stream().anyMatch(one -> one.fault() instanceof Repair);
    }

    private static void core(List<Strike> plan, Duration time, List<MemberName> core) {
        if (!core.isEmpty()) {
            plan.add(new Strike(time, new Repair(core)));
        }
    }

    private static At at(Strike strike) {
        return new At(new Place(0), strike.time(), strike.once(), strike.fault());
    }
}
