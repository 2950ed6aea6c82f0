package io.matriarch.simulator.invariant;

import io.matriarch.simulator.scenario.Command;
import io.matriarch.simulator.scenario.Fault;
import io.matriarch.simulator.scenario.Setting;
import io.matriarch.simulator.scenario.ZooKeeperChange;
import io.matriarch.simulator.truth.Truth;
import io.matriarch.value.MemberName;
import io.matriarch.value.Moment;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * I2: every commit that was acknowledged under synchronous mode is in the log of every later
 * primary. Two kinds count:
 *
 * <ul>
 *   <li>what waited for standbys that the agent had named: they confirmed it;
 *   <li>what was acknowledged, by whatever names in force, while the settings asked for synchronous
 *       mode, some leader had claimed key {@code sync}, and the member that acknowledged was that
 *       leader or held the lock. Key {@code sync} then says who may lead next, and whoever may must
 *       have it: with nobody in the set, nobody but the leader itself. So names that are dropped
 *       without the key are noticed. Maintenance changes nothing of this.
 * </ul>
 *
 * <p>The second kind counts as long as the promise does that it rests on. There is none before the
 * first claim, when the mode has just been switched on. It is over when the mode is switched off,
 * when an operator writes, wipes or restores key {@code sync}, and when a member accepts writes
 * that an operator ordered to lead, whatever is lost, or made writable by hand.
 */
public final class NoSynchronousLoss implements Invariant {
    private final Set<MemberName> writable = new TreeSet<>();
    private final Set<MemberName> byHand = new HashSet<>();
    private Moment promisedSince = Moment.ZERO;
    private boolean wiping;

    @Override
    public String id() {
        return "I2";
    }

    @Override
    public String title() {
        return "acknowledged-sync-write-lost";
    }

    @Override
    public void befalls(Truth truth, Fault fault) {
        switch (fault) {
            case Command.Failover(MemberName to) -> byHand.add(to);
            case Fault.ToHost work when work.change().mayMakeWritable() ->
                    byHand.addAll(work.members());
            case Command.WriteSync _ -> promisedSince = truth.now();
            case Command.Configure set
                    when set.setting() == Setting.SYNCHRONOUS_MODE && set.value().equals("off") ->
                    promisedSince = truth.now();
            case Fault.ToZooKeeper(ZooKeeperChange change) when change == ZooKeeperChange.RESTORE ->
                    promisedSince = truth.now();
            case Fault.ToZooKeeper(ZooKeeperChange change) when change == ZooKeeperChange.WIPE ->
                    wiping = true;
            case Fault _ -> {}
        }
    }

    @Override
    public Optional<String> after(Truth truth) {
        if (wiping && truth.sync().leader().isEmpty()) {
            promisedSince = truth.now();
            wiping = false;
        }
        Optional<String> breach = Optional.empty();
        for (MemberName member : truth.members()) {
            if (!truth.acceptsWrites(member)) {
                writable.remove(member);
            } else if (writable.add(member)) {
                if (byHand.contains(member)) {
                    promisedSince = truth.now();
                }
                byHand.clear(); // an order is for the next who leads, not for later ones
                breach = breach.or(() -> lost(truth, member));
            }
        }
        return breach;
    }

    private Optional<String> lost(Truth truth, MemberName member) {
        long lost = truth.lostSynchronous(member, promisedSince);
        return lost == 0
                ? Optional.empty()
                : Optional.of(
                        member
                                + " accepts writes and lacks "
                                + lost
                                + " that were acknowledged under synchronous mode");
    }
}
