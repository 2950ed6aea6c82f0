package io.matriarch.runtime.postgres.operation;

import io.matriarch.runtime.postgres.config.ServerParameters;
import io.matriarch.runtime.postgres.process.CutException;
import io.matriarch.runtime.postgres.process.Limit;
import io.matriarch.runtime.postgres.process.ProcessIdentity;
import io.matriarch.runtime.postgres.process.Signals;
import io.matriarch.state.Feed;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Points a standby at another upstream, or at none: by a reload, before version 13 and after a
 * promotion that came to nothing by a restart. With none it ends when the WAL receiver is gone,
 * which flushes what it received.
 */
final class FollowWork implements Work {
    private static final Duration POLL = Duration.ofMillis(50);
    private static final Duration QUESTION = Duration.ofSeconds(2);

    private static final String IN_FORCE =
            "SELECT current_setting('primary_conninfo') || ' '"
                    + " || current_setting('primary_slot_name')"
                    + " || ' ' || current_setting('hot_standby_feedback')";

    private final Server server;
    private final Feed feed;

    FollowWork(Server server, Feed feed) {
        this.server = server;
        this.feed = feed;
    }

    @Override
    public void run(Task task) throws IOException, CutException, OperationFailed, PermitOver {
        Limit limit = task.limit();
        Optional<ProcessIdentity> postmaster = server.processes().postmaster();
        if (postmaster.isEmpty()) {
            throw new OperationFailed("PostgreSQL does not run, so it cannot follow anybody");
        }
        if (ask("SELECT pg_is_in_recovery()", limit).equals("f")) {
            throw new OperationFailed("PostgreSQL is not in recovery, so it cannot follow anybody");
        }
        ServerParameters parameters = server.writeStandby(feed, limit);
        if (server.version(limit).reloadsConninfo() && !mayBePromoting()) {
            limit.unlessCut(() -> Signals.send(postmaster.get().pid(), Signals.HANGUP));
            awaitReload(limit);
            if (feed instanceof Feed.Nobody) {
                awaitSilence(limit);
            }
        } else {
            new ServerStop(server).run(Signals.INTERRUPT, limit);
            // A promotion that ended meanwhile took the mark of a standby away.
            server.writeStandby(feed, limit);
            new ServerStart(server).run(task, parameters, true);
        }
    }

    /**
     * Whether a promotion was prepared and not finished. PostgreSQL may have been told: then it
     * does not go back to following, and what was reserved cannot be taken away while it runs.
     */
    private boolean mayBePromoting() throws IOException {
        return new ReservedTimelines(server.directory()).leadNowhere();
    }

    /** A new connection has the settings that the postmaster has read. */
    private void awaitReload(Limit limit) throws IOException, CutException, OperationFailed {
        String wanted = server.conninfo(feed) + " " + server.slot(feed).orElse("") + " ";
        boolean feedback = feed instanceof Feed.From from && from.feedback();
        List<String> fine =
                feedback ? List.of(wanted + "on") : List.of(wanted + "on", wanted + "off");
        while (!fine.contains(ask(IN_FORCE, limit))) {
            if (server.processes().postmaster().isEmpty()) {
                throw new OperationFailed("PostgreSQL ended during the reload");
            }
            limit.pause(POLL);
        }
    }

    /** An answer, and no WAL receiver in it. */
    private void awaitSilence(Limit limit) throws CutException, OperationFailed {
        while (!ask("SELECT count(*) FROM pg_stat_wal_receiver", limit).equals("0")) {
            if (server.processes().postmaster().isEmpty()) {
                throw new OperationFailed("PostgreSQL ended while its WAL receiver was stopped");
            }
            limit.pause(POLL);
        }
    }

    /** Empty while it does not answer. */
    private String ask(String sql, Limit limit) {
        try (Connection connection = server.connections().local(QUESTION, QUESTION)) {
            return Statements.value(connection, sql, limit);
        } catch (SQLException _) {
            return "";
        }
    }
}
