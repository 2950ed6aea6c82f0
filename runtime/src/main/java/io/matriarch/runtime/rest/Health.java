package io.matriarch.runtime.rest;

import io.matriarch.state.Postgres;
import io.matriarch.state.SyncState;
import io.matriarch.value.Lsn;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** Decides the status code of health checks (contract 3.1, 3.2). */
final class Health {
    static final int GOOD = 200;
    static final int BAD = 503;

    private static final String TAG = "tag_";

    private Health() {}

    /** The generic check: the first word of the path that is known counts, wherever it stands. */
    static int code(String path, Query query, Sight sight) {
        return isGood(path, query, sight) ? GOOD : BAD;
    }

    private static boolean isGood(String path, Query query, Sight sight) {
        if (path.contains("standby_leader") || path.contains("standby-leader")) {
            return sight.isStandbyLeader();
        }
        if (path.contains("leader")) {
            return sight.isLeader();
        }
        if (path.equals("/")
                || path.contains("master")
                || path.contains("primary")
                || path.contains("read-write")) {
            return sight.isPrimary();
        }
        if (path.contains("replica")) {
            return isReplica(query, sight);
        }
        if (path.contains("read-only") && !path.contains("sync") && !path.contains("quorum")) {
            return sight.isLeader() || isReplica(query, sight);
        }
        if (path.contains("health")) {
            return sight.isRunning();
        }
        return sight.view().isPresent() && isSynchronous(path, query, sight);
    }

    private static boolean isSynchronous(String path, Query query, Sight sight) {
        Listing listing = Listing.of(sight);
        return switch (path) {
            case "/sync", "/synchronous" -> listing == Listing.SYNC && isReplica(query, sight);
            case "/quorum" -> listing == Listing.QUORUM && isReplica(query, sight);
            case "/async", "/asynchronous" -> listing == Listing.NONE && isReplica(query, sight);
            case "/read-only-sync", "/read-only-synchronous" ->
                    sight.isLeader() || listing == Listing.SYNC && isReplica(query, sight);
            case "/read-only-quorum" ->
                    sight.isLeader() || listing == Listing.QUORUM && isReplica(query, sight);
            default -> false;
        };
    }

    /** How key {@code sync} lists this member. */
    enum Listing {
        NONE,
        SYNC,
        QUORUM;

        static Listing of(Sight sight) {
            SyncState sync = sight.view().map(view -> view.sync()).orElse(SyncState.ABSENT);
            String me = sight.state().me().text();
            boolean listed =
                    sync.leader().isPresent()
                            && sync.standbys().stream()
                                    .anyMatch(name -> name.text().equalsIgnoreCase(me));
            if (!listed) {
                return NONE;
            }
            return sync.quorum() > 0 ? QUORUM : SYNC;
        }
    }

    private static boolean isReplica(Query query, Sight sight) {
        return sight.isStandby()
                && !sight.isLeader()
                && !sight.state().local().tags().noloadbalance()
                && hasTags(query, sight)
                && hasReplicationState(query, sight)
                && query.get("lag")
                        .flatMap(Bytes::parse)
                        .map(most -> lag(sight, replayed(sight)) <= most)
                        .orElse(true);
    }

    private static boolean hasTags(Query query, Sight sight) {
        Map<String, String> shown = sight.state().local().tags().shown();
        for (Map.Entry<String, String> wanted : query.values().entrySet()) {
            if (wanted.getKey().startsWith(TAG)) {
                String json = shown.get(wanted.getKey().substring(TAG.length()));
                if (json == null || !wanted.getValue().equals(unquoted(json))) {
                    return false;
                }
            }
        }
        return true;
    }

    private static String unquoted(String json) {
        boolean quoted = json.length() > 1 && json.startsWith("\"") && json.endsWith("\"");
        return quoted ? json.substring(1, json.length() - 1) : json;
    }

    private static boolean hasReplicationState(Query query, Sight sight) {
        return query.get("replication_state")
                .map(wanted -> wanted.equals(StatusJson.replicationState(sight)))
                .orElse(true);
    }

    private static Lsn replayed(Sight sight) {
        return sight.state().postgres() instanceof Postgres.Standby standby
                ? standby.replayed()
                : Lsn.ZERO;
    }

    private static long lag(Sight sight, Lsn own) {
        return sight.view()
                .flatMap(view -> view.position())
                .map(leader -> leader.ahead(own))
                .orElse(0L);
    }

    /** {@code /readiness}: leads, or streams closely enough behind. */
    static int readiness(Query query, Sight sight) {
        if (sight.isLeader()) {
            return GOOD;
        }
        if (!(sight.state().postgres() instanceof Postgres.Standby standby)
                || !sight.isRunning()
                || !standby.streaming()
                || sight.view().isEmpty()) {
            return BAD;
        }
        boolean byReceived = query.get("mode").filter("write"::equals).isPresent();
        long most =
                query.get("lag")
                        .flatMap(Bytes::parse)
                        .orElse(sight.state().settings().failover().maximumLag());
        Optional<Lsn> own = Optional.of(byReceived ? standby.position() : standby.replayed());
        return lag(sight, own.get()) <= most ? GOOD : BAD;
    }

    /** {@code /liveness}: paused, or the loop is not overdue by more than its role allows. */
    static int liveness(Sight sight, Duration overdue) {
        Duration ttl = sight.state().settings().ttl();
        boolean primary = sight.state().postgres() instanceof Postgres.Primary;
        Duration most = primary ? ttl : ttl.multipliedBy(2);
        boolean paused = sight.state().settings().maintenance();
        return paused || overdue.compareTo(most) < 0 ? GOOD : BAD;
    }
}
