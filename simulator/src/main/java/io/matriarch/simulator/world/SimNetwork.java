package io.matriarch.simulator.world;

import io.matriarch.value.MemberName;
import java.util.TreeSet;

/** Which host reaches which, and who reaches ZooKeeper; each direction by itself. */
final class SimNetwork {
    /** No member can have this name: it holds a slash. */
    private static final String DCS = "/dcs";

    private final TreeSet<String> cuts = new TreeSet<>();
    private final Weather weather = new Weather();
    private final TreeSet<MemberName> without = new TreeSet<>();

    /** How well it works where it does. */
    Weather weather() {
        return weather;
    }

    boolean passes(MemberName from, MemberName to) {
        return hasPower(from)
                && hasPower(to)
                && (cuts.isEmpty() || !cuts.contains(link(from.text(), to.text())));
    }

    /** Whether the answer to what passes would pass too. */
    boolean connects(MemberName one, MemberName other) {
        return passes(one, other) && passes(other, one);
    }

    boolean passesToDcs(MemberName host) {
        return hasPower(host) && !cuts.contains(link(host.text(), DCS));
    }

    boolean passesFromDcs(MemberName host) {
        return hasPower(host) && !cuts.contains(link(DCS, host.text()));
    }

    boolean cut(MemberName from, MemberName to) {
        return cuts.add(link(from.text(), to.text()));
    }

    boolean heal(MemberName from, MemberName to) {
        return cuts.remove(link(from.text(), to.text()));
    }

    boolean cutToDcs(MemberName host) {
        return cuts.add(link(host.text(), DCS));
    }

    boolean cutFromDcs(MemberName host) {
        return cuts.add(link(DCS, host.text()));
    }

    boolean healDcs(MemberName host) {
        boolean there = cuts.remove(link(host.text(), DCS));
        return cuts.remove(link(DCS, host.text())) || there;
    }

    boolean healAll() {
        boolean any = !cuts.isEmpty();
        cuts.clear();
        return any;
    }

    void power(MemberName host, boolean on) {
        if (on) {
            without.remove(host);
        } else {
            without.add(host);
        }
    }

    private boolean hasPower(MemberName host) {
        return without.isEmpty() || !without.contains(host);
    }

    private static String link(String from, String to) {
        return from + "->" + to;
    }
}
