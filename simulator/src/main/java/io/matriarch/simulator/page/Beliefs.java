package io.matriarch.simulator.page;

import io.matriarch.state.ClusterView;
import io.matriarch.state.NodeState;
import io.matriarch.state.Postgres;
import io.matriarch.state.Work;
import java.util.Optional;

/** Draws what a member knows of itself. */
final class Beliefs {
    private Beliefs() {}

    static void draw(LaneBuilder lane, long at, NodeState state) {
        work(state).ifPresentOrElse(word -> lane.work.is(at, word, word), () -> lane.work.end(at));
        role(lane.role, at, state);
    }

    /** The operation that runs, in a word. */
    static Optional<String> work(NodeState state) {
        return switch (state.work()) {
            case Work.Idle _ -> Optional.empty();
            case Work.Busy busy -> Optional.of(busy.operation().word());
        };
    }

    private static void role(Track role, long at, NodeState state) {
        switch (state.postgres()) {
            case Postgres.Primary one ->
                    role.is(at, "primary", "primary, timeline " + one.timeline());
            case Postgres.Standby one ->
                    role.is(
                            at,
                            "standby",
                            "standby"
                                    + one.upstream()
                                            .map(url -> " of " + name(state, url))
                                            .orElse("")
                                    + (one.streaming() ? "" : ", does not stream")
                                    + one.timeline().map(line -> ", timeline " + line).orElse(""));
            case Postgres.Starting _ -> role.is(at, "busy", "starts, recovers or stops");
            case Postgres.Ending _ -> role.is(at, "busy", "stops");
            case Postgres.Hanging one -> role.is(at, "busy", "does not answer: " + one.why());
            case Postgres.Stopped _ -> role.is(at, "down", "down");
            case Postgres.NoData _ -> role.is(at, "empty", "no data");
            case Postgres.Unreadable one -> role.is(at, "empty", "unusable data: " + one.why());
            case Postgres.Unknown one -> role.is(at, "unknown", "not known: " + one.why());
        }
    }

    /** Whose address that is; the address itself of somebody outside. */
    private static String name(NodeState state, String url) {
        return state.cluster().latest().map(ClusterView::members).stream()
                .flatMap(members -> members.values().stream())
                .filter(one -> one.record().connUrl().equals(url))
                .map(one -> one.name().text())
                .findFirst()
                .orElse(url.replaceFirst("^\\w+://(?:[^@/]*@)?", "").replaceFirst("[/?].*", ""));
    }
}
