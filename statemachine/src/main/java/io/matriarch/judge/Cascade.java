package io.matriarch.judge;

import io.matriarch.state.ClusterView;
import io.matriarch.state.Lock;
import io.matriarch.state.Member;
import io.matriarch.state.MemberState;
import io.matriarch.state.NodeState;
import io.matriarch.state.Tags;
import io.matriarch.value.MemberName;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * Who streams from a standby instead of the leader: tag {@code replicatefrom} (contract 2.13,
 * 2.16). All members judge the same readings alike.
 */
public final class Cascade {
    private final ClusterView view;
    private final MemberName me;
    private final Tags ownTags;

    private Cascade(ClusterView view, MemberName me, Tags ownTags) {
        this.view = view;
        this.me = me;
        this.ownTags = ownTags;
    }

    /** As this member sees it; its own tags are those of its file. */
    public static Cascade of(NodeState state) {
        ClusterView view = state.cluster().latest().orElse(ClusterView.EMPTY);
        return new Cascade(view, state.me(), state.local().tags());
    }

    /**
     * The standby that this member is to stream from; absent when it is the leader's turn: no tag,
     * or the tag names nobody who can serve, or names lead in a circle and this one has the first
     * name of it.
     */
    public Optional<MemberName> upstreamOf(MemberName member) {
        Optional<MemberName> first = named(member);
        if (first.isEmpty()) {
            return first;
        }
        List<MemberName> path = new ArrayList<>(List.of(member));
        Optional<MemberName> next = first;
        while (next.isPresent()) {
            if (next.get().equals(member)) {
                return Collections.min(path).equals(member) ? Optional.empty() : first;
            }
            if (path.contains(next.get())) {
                return first; // a circle further up: those in it break it
            }
            path.add(next.get());
            next = named(next.get());
        }
        return first;
    }

    /** Whom the tag names, if that one can serve and is not the leader. */
    private Optional<MemberName> named(MemberName member) {
        return tags(member)
                .flatMap(Tags::replicatefrom)
                .filter(name -> !name.equals(member))
                .filter(name -> !leads(member) && !leads(name))
                .filter(name ->
                        Optional.ofNullable(view.members().get(name))
                                .filter(Cascade::serves)
                                .isPresent());
    }

    private Optional<Tags> tags(MemberName member) {
        return member.equals(me)
                ? Optional.of(ownTags)
                : Optional.ofNullable(view.members().get(member)).map(one -> one.record().tags());
    }

    private boolean leads(MemberName name) {
        return view.lock() instanceof Lock.Held held && held.holder().equals(name);
    }

    private static boolean serves(Member member) {
        return member.record().state() == MemberState.RUNNING && !member.record().mayWrite();
    }
}
