package io.matriarch.simulator.swarm;

import io.matriarch.simulator.mishap.Dog;
import io.matriarch.simulator.scenario.Client;
import io.matriarch.simulator.scenario.MemberLine;
import io.matriarch.simulator.scenario.MemberLine.Start;
import io.matriarch.simulator.world.MemberSpec.Consent;
import io.matriarch.state.WatchdogPolicy;
import io.matriarch.value.MemberName;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Draws who takes part. */
final class CastDraw {
    /** The server that a standby cluster follows. */
    static final MemberName FAR = new MemberName("far");

    /** Not the one that cannot be stopped: it resets the machine whenever it should rest. */
    private static final List<Dog.Device> DEVICES =
            List.of(Dog.Device.WORKS, Dog.Device.ABSENT, Dog.Device.SLOW, Dog.Device.BROKEN);

    private static final List<Integer> SIZES = List.of(2, 3, 3, 3, 3, 4, 4, 5);

    private CastDraw() {}

    /** The members' names, n1 first. */
    static List<MemberName> names(Draw draw) {
        List<MemberName> names = new ArrayList<>();
        int size = draw.pick(SIZES);
        for (int number = 1; number <= size; number++) {
            names.add(new MemberName("n" + number));
        }
        return names;
    }

    static List<MemberLine> members(Draw draw, boolean follows) {
        List<MemberLine> lines = new ArrayList<>();
        boolean fresh = draw.chance(4);
        boolean tagged = draw.chance(40);
        boolean dogs = draw.chance(20);
        for (MemberName name : draw.members()) {
            boolean first = name.equals(draw.members().getFirst());
            MemberLine line =
                    new MemberLine(
                            name,
                            start(draw, first, fresh),
                            tagged ? tags(draw) : new TreeMap<>(),
                            consent(draw),
                            dogs ? dog(draw) : Dog.NONE,
                            !draw.chance(8));
            lines.add(line.start() == Start.PRIMARY ? fit(line) : line);
        }
        lines.replaceAll(line -> sourced(line, lines));
        if (follows) {
            SortedMap<String, String> none = new TreeMap<>();
            lines.add(new MemberLine(FAR, Start.REMOTE, none, Consent.UNASKED, Dog.NONE, true));
        }
        return lines;
    }

    static List<Client> clients(Draw draw) {
        List<Client> clients = new ArrayList<>();
        clients.add(new Client("A", draw.between(5, 30), Optional.empty()));
        if (draw.chance(30)) {
            clients.add(new Client("B", draw.between(2, 10), Optional.of(draw.one())));
        }
        return clients;
    }

    /** Some tags. */
    static SortedMap<String, String> tags(Draw draw) {
        SortedMap<String, String> tags = new TreeMap<>();
        for (String flag : List.of("nofailover", "noloadbalance", "clonefrom", "nosync")) {
            if (draw.chance(12)) {
                tags.put(flag, "true");
            }
        }
        if (draw.chance(4)) {
            tags.put("nostream", "true");
        }
        if (draw.chance(15) && !tags.containsKey("nofailover")) {
            tags.put("failover_priority", Integer.toString(draw.between(0, 3)));
        }
        if (draw.chance(10) && !tags.containsKey("nosync")) {
            tags.put("sync_priority", Integer.toString(draw.between(0, 3)));
        }
        if (draw.chance(10)) {
            tags.put("replicatefrom", draw.one().text());
        }
        return tags;
    }

    /** The same without what keeps it from leading: a cluster that runs has a leader. */
    private static MemberLine fit(MemberLine line) {
        SortedMap<String, String> tags = new TreeMap<>(line.tags());
        tags.keySet().removeAll(List.of("nofailover", "failover_priority", "nostream"));
        Dog dog =
                line.dog().mode() == WatchdogPolicy.Mode.REQUIRED
                        ? new Dog(WatchdogPolicy.Mode.REQUIRED, Dog.Device.WORKS)
                        : line.dog();
        Consent consent = line.consent() == Consent.REFUSES ? Consent.AGREES : line.consent();
        return new MemberLine(line.name(), line.start(), tags, consent, dog, line.handoff());
    }

    /** The same, streaming from nobody who gets nothing: from itself, or from an archive. */
    private static MemberLine sourced(MemberLine line, List<MemberLine> all) {
        String source = line.tags().getOrDefault("replicatefrom", "");
        boolean fits =
                !source.equals(line.name().text())
                        && all.stream()
                                .noneMatch(one ->
                                        one.name().text().equals(source)
                                                && one.tags().containsKey("nostream"));
        SortedMap<String, String> tags = new TreeMap<>(line.tags());
        tags.keySet().removeIf(tag -> !fits && tag.equals("replicatefrom"));
        return new MemberLine(
                line.name(), line.start(), tags, line.consent(), line.dog(), line.handoff());
    }

    private static Start start(Draw draw, boolean first, boolean fresh) {
        if (fresh) {
            return Start.EMPTY;
        }
        if (first) {
            return Start.PRIMARY;
        }
        return draw.chance(92) ? Start.STANDBY : draw.chance(75) ? Start.EMPTY : Start.FOREIGN;
    }

    private static Consent consent(Draw draw) {
        return draw.chance(92)
                ? Consent.UNASKED
                : draw.chance(75) ? Consent.AGREES : Consent.REFUSES;
    }

    private static Dog dog(Draw draw) {
        return new Dog(
                draw.pick(List.of(WatchdogPolicy.Mode.values())),
                draw.chance(60) ? Dog.Device.WORKS : draw.pick(DEVICES));
    }
}
