package io.matriarch.runtime.postgres.operation;

import io.matriarch.runtime.postgres.access.ClientGate;
import io.matriarch.runtime.postgres.process.CutException;
import io.matriarch.runtime.postgres.process.Limit;
import io.matriarch.runtime.postgres.process.ProcessIdentity;
import io.matriarch.runtime.postgres.process.Signals;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Lets clients in that were kept out since the start, and waits until they are. */
final class AdmitWork implements Work {
    private static final Logger LOG = LoggerFactory.getLogger(AdmitWork.class);
    private static final Duration POLL = Duration.ofMillis(20);
    private static final Duration QUESTION = Duration.ofSeconds(2);

    /**
     * The postmaster reads both files before it accepts another connection, which inherits this
     * time (PostgreSQL: postmaster.c, process_pm_reload_request).
     */
    private static final String LOADED = "SELECT pg_conf_load_time()::text";

    /**
     * What keeps a server from taking the file over; it goes by the old one then. A rule that is
     * shown beside what is wrong with it is only one that fits nobody here (hba.c).
     */
    private static final String MISTAKE =
            "SELECT coalesce(min('line ' || line_number || ': ' || error)"
                    + " FILTER (WHERE error IS NOT NULL AND type IS NULL),"
                    + " CASE WHEN count(*) = 0 THEN 'it has no rule' END) FROM pg_hba_file_rules";

    private final Server server;

    AdmitWork(Server server) {
        this.server = server;
    }

    @Override
    public void run(Task task) throws IOException, CutException, OperationFailed, PermitOver {
        Limit limit = task.limit();
        try {
            String hbaFile = ask("SELECT current_setting('hba_file')", limit);
            Optional<ClientGate> gate = ClientGate.behind(hbaFile).filter(ClientGate::isClosed);
            if (gate.isPresent()) {
                admit(task, gate.get());
                LOG.info("clients are let in: {} leads to the operators' own again", hbaFile);
            }
        } catch (SQLException e) {
            throw new OperationFailed("PostgreSQL does not answer: " + e.getMessage());
        }
    }

    private void admit(Task task, ClientGate gate)
            throws IOException, CutException, OperationFailed, PermitOver, SQLException {
        String before = ask(LOADED, task.limit());
        Optional<ProcessIdentity> postmaster = server.processes().postmaster();
        if (postmaster.isEmpty()) {
            throw new OperationFailed("PostgreSQL does not run");
        }
        task.lastStep(() -> {
            gate.open();
            return Signals.send(postmaster.get().pid(), Signals.HANGUP);
        });
        while (ask(LOADED, task.limit()).equals(before)) {
            task.limit().pause(POLL);
        }
        String mistake = ask(MISTAKE, task.limit());
        if (!mistake.isEmpty()) {
            throw new OperationFailed(
                    "clients stay out until pg_hba.conf is mended, for PostgreSQL does not take it"
                            + " as it is: "
                            + mistake);
        }
        gate.forgetClosed();
    }

    /** By a new connection: one that is kept would tell of its own reload. */
    private String ask(String sql, Limit limit) throws SQLException {
        try (Connection connection = server.connections().local(QUESTION, QUESTION)) {
            return Statements.value(connection, sql, limit);
        }
    }
}
