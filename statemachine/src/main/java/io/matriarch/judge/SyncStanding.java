package io.matriarch.judge;

import io.matriarch.state.ClusterView;
import io.matriarch.state.Member;
import io.matriarch.state.MemberState;
import io.matriarch.state.NodeState;
import io.matriarch.state.Replication;
import io.matriarch.state.Tags;
import io.matriarch.state.WalSender;
import io.matriarch.value.Lsn;
import io.matriarch.value.MemberName;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * What the primary makes of one member as a synchronous standby (contract 2.18).
 *
 * @param name the member
 * @param tags its tags
 * @param sender its connection to us, the best one if there are several
 * @param objection why commits cannot wait for it; absent when they can
 */
public record SyncStanding(
        MemberName name, Tags tags, Optional<WalSender> sender, Optional<String> objection) {
    private static final Comparator<WalSender> WORTH =
            Comparator.comparing(WalSender::streaming)
                    .thenComparing(WalSender::standing)
                    .thenComparing(WalSender::position);

    /** The one to wait for first comes first: whoever may never lead is the last resort. */
    private static final Comparator<SyncStanding> PREFERENCE =
            Comparator.comparing((SyncStanding one) -> one.tags.mayLead())
                    .thenComparing(one -> one.tags.syncPriority())
                    .thenComparing(one -> one.sender.filter(WalSender::counts).isPresent())
                    .thenComparing(SyncStanding::position)
                    .reversed()
                    .thenComparing(SyncStanding::name);

    public boolean isFit() {
        return objection.isEmpty();
    }

    /** How far it has come; zero when that is not known. */
    public Lsn position() {
        return sender.map(WalSender::position).orElse(Lsn.ZERO);
    }

    /** Every other member, the preferred ones first. */
    static List<SyncStanding> of(NodeState state, Replication replication, Lsn written) {
        ClusterView view = state.cluster().latest().orElse(ClusterView.EMPTY);
        List<SyncStanding> all = new ArrayList<>();
        for (Member member : view.members().values()) {
            if (!member.name().isNamedLike(state.me())) {
                Optional<WalSender> sender =
                        replication.senders().stream()
                                .filter(one ->
                                        one.application().equalsIgnoreCase(member.name().text()))
                                .max(WORTH);
                Optional<String> objection = objection(state, view, member, sender);
                Tags tags = member.record().tags();
                all.add(new SyncStanding(member.name(), tags, sender, objection));
            }
        }
        return withoutLaggards(all, state.settings().sync().maximumLag(), written).stream()
                .sorted(PREFERENCE)
                .toList();
    }

    private static Optional<String> objection(
            NodeState state, ClusterView view, Member member, Optional<WalSender> sender) {
        Tags tags = member.record().tags();
        Optional<MemberName> upstream =
                tags.replicatefrom()
                        .filter(name -> !name.isNamedLike(state.me()))
                        .filter(view.members()::containsKey);
        if (!tags.maySync()) {
            return Optional.of("tag nosync, or sync_priority 0");
        }
        if (tags.nostream()) {
            return Optional.of("tag nostream: it gets its log from the archive");
        }
        if (upstream.isPresent()) {
            return Optional.of("cascades from " + upstream.get());
        }
        if (member.record().state() != MemberState.RUNNING) {
            return Optional.of("its PostgreSQL is " + member.record().state().word());
        }
        if (sender.isEmpty()) {
            return Optional.of("does not stream from here");
        }
        return sender.get().streaming() ? Optional.empty() : Optional.of("still catches up");
    }

    private static List<SyncStanding> withoutLaggards(
            List<SyncStanding> all, long most, Lsn written) {
        List<SyncStanding> fit = all.stream().filter(SyncStanding::isFit).toList();
        if (most <= 0 || fit.isEmpty()) {
            return all;
        }
        Lsn best =
                fit.size() == 1
                        ? written
                        : fit.stream().map(SyncStanding::position).reduce(Lsn.ZERO, Lsn::max);
        return all.stream()
                .map(one ->
                        one.isFit() && best.ahead(one.position()) > most
                                ? one.but(best.ahead(one.position()), most)
                                : one)
                .toList();
    }

    private SyncStanding but(long lag, long most) {
        String why = "lags " + lag + " bytes, maximum_lag_on_syncnode is " + most;
        return new SyncStanding(name, tags, sender, Optional.of(why));
    }
}
