package io.matriarch.runtime.rest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.matriarch.judge.Mending;
import io.matriarch.judge.Mixed;
import io.matriarch.judge.OwnDoubt;
import io.matriarch.judge.WatchdogDuty;
import io.matriarch.runtime.dcs.json.NotesJson;
import io.matriarch.state.Fence;
import io.matriarch.state.MemberRecord;
import io.matriarch.state.Postgres;
import io.matriarch.state.Role;
import io.matriarch.state.ServerFacts;
import io.matriarch.value.Moment;
import io.matriarch.value.SystemId;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** The status of this member: body of {@code GET /patroni} and of health checks (contract 3.3). */
final class StatusJson {
    private static final ObjectMapper JSON = new ObjectMapper();

    private StatusJson() {}

    static ObjectNode of(Sight sight) {
        MemberRecord record = sight.record();
        ObjectNode status = JsonNodeFactory.instance.objectNode();
        status.put("state", sight.postgresState().word());
        status.put("role", role(sight, record.role()));
        log(status, sight.state().postgres());
        record.timeline().ifPresent(timeline -> status.put("timeline", timeline.number()));
        replicationState(sight, status);
        synchronous(sight, status);
        NotesJson.write(status, record.notes(), false);
        ServerFacts server = sight.state().postgres().facts();
        server.startedAt()
                .ifPresent(at -> status.put("postmaster_start_time", NotesJson.started(at)));
        if (server.version() > 0) {
            status.put("server_version", server.version());
        }
        guard(sight, status);
        if (WatchdogDuty.isUnable(sight.state())) {
            status.put("watchdog_failed", true);
        }
        if (sight.isUnlocked()) {
            status.put("cluster_unlocked", true);
        }
        status.put("dcs_last_seen", sight.dcsLastSeen());
        String plight = Mending.plight(sight.state());
        if (!plight.isEmpty()) {
            status.put("needs_reinitialize", plight);
        }
        OwnDoubt.of(sight.state()).ifPresent(why -> status.put("may_not_lead", why));
        Optional<SystemId> identity = sight.state().postgres().identity();
        identity.ifPresent(id -> status.put("database_system_identifier", id.text()));
        tags(status, sight.state().local().tags().shown());
        status.putObject("patroni")
                .put("version", sight.state().local().version())
                .put("scope", sight.state().local().scope())
                .put("name", sight.state().me().text());
        return status;
    }

    /**
     * From recovery, not from the lock: an unlocked primary still says so. To members that know no
     * other word it is a master.
     */
    private static String role(Sight sight, Role role) {
        Role shown = role == Role.PROMOTED ? Role.PRIMARY : role;
        return shown.word(Mixed.saysMaster(sight.state()));
    }

    private static void log(ObjectNode status, Postgres postgres) {
        switch (postgres) {
            case Postgres.Primary primary ->
                    status.putObject("xlog").put("location", primary.written().bytes());
            case Postgres.Standby standby ->
                    status.putObject("xlog")
                            .put("received_location", standby.received().bytes())
                            .put("replayed_location", standby.replayed().bytes())
                            .putNull("replayed_timestamp")
                            .put("paused", false);
            case Postgres.Unknown _,
                    Postgres.NoData _,
                    Postgres.Unreadable _,
                    Postgres.Stopped _,
                    Postgres.Ending _,
                    Postgres.Starting _,
                    Postgres.Hanging _ -> {}
        }
    }

    /** {@code streaming}, {@code in archive recovery}, or empty on anything but a standby. */
    static String replicationState(Sight sight) {
        if (!(sight.state().postgres() instanceof Postgres.Standby standby)) {
            return "";
        }
        return standby.streaming() ? "streaming" : "in archive recovery";
    }

    /** A key of our own: what ends our writing when this agent cannot. */
    private static void guard(Sight sight, ObjectNode status) {
        boolean on = sight.state().local().guarded();
        ObjectNode guard = status.putObject("guard").put("mode", on ? "on" : "off");
        if (on) {
            guard(sight, guard, sight.state().fence());
        }
    }

    private static void guard(Sight sight, ObjectNode guard, Fence fence) {
        switch (fence) {
            case Fence.Unarmed _ -> guard.put("state", "not armed");
            case Fence.Unknown _ -> guard.put("state", "unknown");
            case Fence.Arming arming -> {
                guard.put("state", "arming");
                armedUntil(guard, sight, arming.armedUntil());
            }
            case Fence.Armed armed -> {
                guard.put("state", "armed");
                armedUntil(guard, sight, armed.until());
            }
            case Fence.Fenced _ -> guard.put("state", "fenced");
        }
    }

    private static void armedUntil(ObjectNode guard, Sight sight, Moment until) {
        if (sight.now().isBefore(until)) {
            Instant wall = sight.wall().plus(until.since(sight.now()));
            guard.put("armed_until", NotesJson.started(wall));
        }
    }

    private static void replicationState(Sight sight, ObjectNode status) {
        String word = replicationState(sight);
        if (!word.isEmpty()) {
            status.put("replication_state", word);
        }
    }

    private static void synchronous(Sight sight, ObjectNode status) {
        if (!sight.isStandby()) {
            return;
        }
        switch (Health.Listing.of(sight)) {
            case NONE -> {}
            case SYNC -> status.put("sync_standby", true);
            case QUORUM -> status.put("quorum_standby", true);
        }
    }

    /** Puts tags, whose values are JSON texts, into {@code parent} unless there are none. */
    static void tags(ObjectNode parent, Map<String, String> shown) {
        if (shown.isEmpty()) {
            return;
        }
        ObjectNode tags = parent.putObject("tags");
        shown.forEach((name, json) -> {
            try {
                tags.set(name, JSON.readTree(json));
            } catch (JsonProcessingException _) {
                tags.put(name, json);
            }
        });
    }
}
