package io.matriarch.testing.chaos;

import io.matriarch.state.Replication;
import io.matriarch.state.SyncNames;
import io.matriarch.state.WalSender;
import io.matriarch.state.WalSender.Standing;
import io.matriarch.testing.samples.SplitMix;
import io.matriarch.value.Lsn;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Anything that a primary may say of its standbys. */
final class ChaosStandbys {
    private static final List<String> NAMES =
            List.of("", "n2", "N2,n3", "2 (n2,n3)", "ANY 1 (n2,n3)", "*", "nobody");

    private ChaosStandbys() {}

    static Optional<Replication> any(SplitMix chance, long end) {
        if (chance.oneIn(3)) {
            return Optional.empty();
        }
        List<WalSender> senders = new ArrayList<>();
        for (String name : List.of("n2", "N3", "n2", "pg_receivewal")) {
            if (chance.oneIn(2)) {
                Standing standing = chance.pick(Arrays.asList(Standing.values()));
                Lsn position = new Lsn(Math.max(0, end - chance.below(3) * 0x100L));
                senders.add(new WalSender(name, !chance.oneIn(4), standing, position));
            }
        }
        SyncNames names = SyncNames.parse(chance.pick(NAMES));
        return Optional.of(new Replication(names, chance.oneIn(2), chance.oneIn(8), senders));
    }
}
