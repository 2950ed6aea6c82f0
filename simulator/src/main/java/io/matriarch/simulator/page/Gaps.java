package io.matriarch.simulator.page;

import io.matriarch.simulator.page.Page.Band;
import io.matriarch.simulator.page.Page.Gap;
import io.matriarch.simulator.page.Page.Lane;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** When nobody was primary, and when more than one member was. */
final class Gaps {
    private Gaps() {}

    /** None where nobody ever was primary: a standby cluster, or a single journal of a standby. */
    static List<Gap> between(List<Lane> lanes, long from, long to) {
        SortedSet<Long> ends = new TreeSet<>(List.of(from, to));
        for (Lane lane : lanes) {
            for (Band band : lane.bands()) {
                if (isPrimary(band)) {
                    ends.add(Math.clamp(band.from(), from, to));
                    ends.add(Math.clamp(band.to(), from, to));
                }
            }
        }
        return ends.size() == 2 && primariesAt(lanes, from).isEmpty()
                ? List.of()
                : gaps(lanes, List.copyOf(ends));
    }

    private static List<Gap> gaps(List<Lane> lanes, List<Long> ends) {
        List<Gap> gaps = new ArrayList<>();
        for (int i = 0; i + 1 < ends.size(); i++) {
            List<String> primaries = primariesAt(lanes, ends.get(i));
            String who = String.join(", ", primaries);
            switch (primaries.size()) {
                case 0 -> add(gaps, new Gap("no primary", who, ends.get(i), ends.get(i + 1)));
                case 1 -> {}
                default -> add(gaps, new Gap("two primaries", who, ends.get(i), ends.get(i + 1)));
            }
        }
        return gaps;
    }

    /** One that goes on where the last one of its kind ended is the same. */
    private static void add(List<Gap> gaps, Gap gap) {
        if (!gaps.isEmpty()) {
            Gap last = gaps.getLast();
            if (last.to() == gap.from() && last.kind().equals(gap.kind())) {
                gaps.removeLast();
                gaps.add(new Gap(last.kind(), last.who(), last.from(), gap.to()));
                return;
            }
        }
        gaps.add(gap);
    }

    private static List<String> primariesAt(List<Lane> lanes, long at) {
        return lanes.stream()
                .filter(lane -> lane.bands().stream().anyMatch(band -> covers(band, at)))
                .map(Lane::name)
                .collect(Collectors.toList());
    }

    private static boolean covers(Band band, long at) {
        return isPrimary(band) && band.from() <= at && at < band.to();
    }

    private static boolean isPrimary(Band band) {
        return band.kind().equals("role") && band.is().equals("primary");
    }
}
