package io.matriarch.simulator.invariant;

import io.matriarch.action.PostgresAction;
import io.matriarch.machine.Step;
import io.matriarch.simulator.truth.Truth;
import io.matriarch.state.Lock;
import io.matriarch.value.LockEpoch;
import io.matriarch.value.MemberName;
import java.util.Optional;

/**
 * I11: while the settings ask for a standby cluster nobody is promoted or started as primary: not
 * by a member that has read so, and not in a tenure that began while they did, for its holder has
 * read them since.
 */
public final class NobodyWritesInStandbyCluster implements Invariant {
    private Optional<LockEpoch> epoch = Optional.empty();
    private boolean sinceTheTenureBegan;

    @Override
    public String id() {
        return "I11";
    }

    @Override
    public String title() {
        return "nobody-writes-in-a-standby-cluster";
    }

    @Override
    public Optional<String> after(Truth truth) {
        if (truth.lock() instanceof Lock.Held held && !epoch.equals(Optional.of(held.epoch()))) {
            epoch = Optional.of(held.epoch());
            sinceTheTenureBegan = truth.isStandbyCluster();
        }
        sinceTheTenureBegan &= truth.isStandbyCluster();
        return Optional.empty();
    }

    @Override
    public Optional<String> stepped(Truth truth, MemberName member, Step step) {
        boolean knows = step.next().settings().topology().standbyCluster().isPresent();
        return step.actions().stream()
                .filter(action ->
                        knows
                                && action instanceof PostgresAction.Begin begin
                                && begin.operation().makesWritable())
                .findFirst()
                .map(_ ->
                        member
                                + " makes PostgreSQL writable in what it knows to be a standby"
                                + " cluster");
    }

    @Override
    public Optional<String> begun(Truth truth, Begun begun) {
        after(truth);
        return sinceTheTenureBegan && begun.operation().makesWritable()
                ? Optional.of(
                        begun.member()
                                + " began to "
                                + begun.operation().word()
                                + " in a tenure of a standby cluster")
                : Optional.empty();
    }
}
