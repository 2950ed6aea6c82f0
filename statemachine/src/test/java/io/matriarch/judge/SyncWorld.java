package io.matriarch.judge;

import io.matriarch.state.SyncNames;
import io.matriarch.state.SyncPolicy;
import io.matriarch.state.SyncState;
import io.matriarch.state.Tags;
import io.matriarch.state.WalSender;
import io.matriarch.state.WalSender.Standing;
import io.matriarch.testing.samples.SplitMix;
import io.matriarch.value.Lsn;
import io.matriarch.value.MemberName;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A primary, its standbys and key {@code sync}, and nothing else: commits are acknowledged as
 * PostgreSQL does it, and the primary takes the steps of {@link SyncProtocol} on what it saw a
 * while ago, each of which takes effect later or never.
 */
final class SyncWorld {
    private static final List<MemberName> ALL =
            List.of("a", "b", "c", "d", "e").stream().map(MemberName::new).toList();

    private static final class Standby {
        private long position;
        private boolean connected = true;
        private boolean welcome = true;
    }

    private final Map<MemberName, Standby> members = new TreeMap<>();
    private MemberName primary = ALL.getFirst();
    private SyncPolicy policy = new SyncPolicy(SyncPolicy.Mode.ON, false, 1, -1);
    private SyncState key = SyncState.ABSENT;
    private SyncNames names = SyncNames.NONE;
    private long end = 1;
    private long acknowledged;
    private Optional<SyncNames> marked = Optional.empty();
    private long since;
    private Optional<SyncFacts> seen = Optional.empty();
    private Optional<SyncStep> ordered = Optional.empty();

    SyncWorld() {
        ALL.forEach(name -> members.put(name, new Standby()));
        key = SyncClaim.content(policy, key, primary);
        key = written(key);
    }

    /** One thing happens. */
    void happens(int number) {
        SplitMix chance = new SplitMix(number);
        switch (chance.below(16)) {
            case 0 -> policy = anyPolicy(chance);
            case 1, 2 -> standby(chance).connected ^= true;
            case 3 -> standby(chance).welcome ^= chance.oneIn(2);
            case 4 -> startAgain(key);
            case 5 -> failOver(chance);
            case 6, 7 -> end++;
            case 8, 9 -> look();
            case 10, 11 -> decide();
            case 12, 13 -> takeEffect(chance);
            default -> advance(chance);
        }
        acknowledge();
    }

    /** Somebody whom key {@code sync} lets lead and who lacks an acknowledged commit. */
    Optional<String> unsafePromotion() {
        return key.standbys().stream()
                .filter(this::isAllowed)
                .filter(one -> members.get(one).position < acknowledged)
                .findFirst()
                .map(one -> one + " may lead and lacks what was acknowledged: " + this);
    }

    /** Everybody is there and keeps up, and the primary does what it wants to. */
    void calm() {
        members.values()
                .forEach(one -> {
                    one.connected = true;
                    one.welcome = true;
                });
        for (int i = 0; i < 30; i++) {
            members.values().forEach(one -> one.position = end);
            acknowledge();
            look();
            decide();
            takeEffect(new SplitMix(1));
        }
    }

    /** What the primary would do next. */
    SyncStep next() {
        look();
        return SyncProtocol.next(seen.orElseThrow());
    }

    boolean isAllAcknowledged() {
        return acknowledged == end;
    }

    private Standby standby(SplitMix chance) {
        List<MemberName> others = ALL.stream().filter(one -> !one.equals(primary)).toList();
        return members.get(chance.pick(others));
    }

    private static SyncPolicy anyPolicy(SplitMix chance) {
        SyncPolicy.Mode mode = chance.oneIn(2) ? SyncPolicy.Mode.ON : SyncPolicy.Mode.QUORUM;
        return new SyncPolicy(mode, chance.oneIn(3), 1 + chance.below(3), -1);
    }

    private void advance(SplitMix chance) {
        Standby one = standby(chance);
        if (one.connected) {
            one.position = chance.oneIn(2) ? end : Math.min(end, one.position + 1);
        }
    }

    private void acknowledge() {
        while (acknowledged < end && isConfirmed(acknowledged + 1)) {
            acknowledged++;
        }
    }

    private boolean isConfirmed(long commit) {
        List<Standby> listed = new ArrayList<>();
        members.forEach((name, one) -> {
            if (!name.equals(primary) && one.connected && names.lists(name.text())) {
                listed.add(one);
            }
        });
        List<Standby> counting =
                names.method() == SyncNames.Method.FIRST
                        ? listed.subList(0, Math.min(names.count(), listed.size()))
                        : listed;
        return !names.waits()
                || counting.stream().filter(one -> one.position >= commit).count() >= names.count();
    }

    private void look() {
        if (!marked.equals(Optional.of(names))) {
            marked = Optional.of(names);
            since = end;
        }
        List<SyncStanding> standings = new ArrayList<>();
        members.forEach((name, one) -> {
            if (!name.equals(primary)) {
                standings.add(standing(name, one));
            }
        });
        seen = Optional.of(new SyncFacts(primary, policy, key, names, new Lsn(since), standings));
    }

    private SyncStanding standing(MemberName name, Standby one) {
        Standing as = names.lists(name.text()) ? Standing.SYNC : Standing.ASYNC;
        Optional<WalSender> sender =
                one.connected
                        ? Optional.of(new WalSender(name.text(), true, as, new Lsn(one.position)))
                        : Optional.empty();
        Optional<String> objection =
                one.connected && one.welcome ? Optional.empty() : Optional.of("not now");
        return new SyncStanding(name, Tags.NONE, sender, objection);
    }

    private void decide() {
        if (ordered.isEmpty() && seen.isPresent()) {
            ordered = Optional.of(SyncProtocol.next(seen.get()));
        }
    }

    private void takeEffect(SplitMix chance) {
        if (ordered.isEmpty()) {
            return;
        }
        SyncStep step = ordered.get();
        ordered = Optional.empty();
        if (chance.oneIn(8)) {
            return; // refused, or never sent
        }
        switch (step.kind()) {
            case NONE, WAIT, ADMIT -> {}
            case TAKE_OVER, NARROW_SET, WIDEN_SET, SWITCH_OFF -> write(step.set());
            case WIDEN_NAMES, NARROW_NAMES, RESTORE_NAMES -> {
                names = step.names().orElseThrow();
                marked = Optional.empty();
                seen = Optional.empty(); // only a new look tells what is in force
            }
        }
    }

    private void write(SyncState content) {
        if (content.version() == key.version()) {
            key = written(content);
            seen = Optional.empty();
        }
    }

    private static SyncState written(SyncState content) {
        return new SyncState(
                content.leader(), content.standbys(), content.quorum(), content.version() + 1);
    }

    /** The primary crashes and starts where it is: what was ordered is lost. */
    private void startAgain(SyncState now) {
        names = SyncClaim.names(policy, now).orElseThrow();
        marked = Optional.empty();
        seen = Optional.empty();
        ordered = Optional.empty();
    }

    private boolean isAllowed(MemberName name) {
        long votes =
                key.standbys().stream()
                        .filter(one -> !one.equals(name))
                        .filter(one -> members.get(one).position <= members.get(name).position)
                        .count();
        return votes >= key.quorum();
    }

    private void failOver(SplitMix chance) {
        List<MemberName> able = key.standbys().stream().filter(this::isAllowed).toList();
        if (able.isEmpty() || chance.oneIn(2)) {
            return;
        }
        members.get(primary).position = end;
        primary = chance.pick(able);
        end = members.get(primary).position;
        members.values().forEach(one -> one.position = Math.min(one.position, end));
        key = written(SyncClaim.content(policy, key, primary));
        startAgain(key);
    }

    @Override
    public String toString() {
        StringBuilder positions = new StringBuilder();
        members.forEach((name, one) -> positions.append(name).append('@').append(one.position));
        return "%s leads, %d of %d acknowledged, %s, names %s, key %s with quorum %d"
                .formatted(
                        primary, acknowledged, end, positions, names, key.standbys(), key.quorum());
    }
}
