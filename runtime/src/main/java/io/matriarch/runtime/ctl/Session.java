package io.matriarch.runtime.ctl;

import io.matriarch.runtime.config.CtlConfig;
import io.matriarch.runtime.report.ClusterReport;
import io.matriarch.state.ClusterView;
import io.matriarch.value.MemberName;
import java.io.IOException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;

/** One run of a command: its configuration, its cluster, its terminal. */
final class Session implements AutoCloseable {
    private static final DateTimeFormatter STAMP =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss.SS", Locale.ROOT);

    private final CtlConfig config;
    private final String scope;
    private final Terminal terminal;
    private final ClusterAccess access;

    Session(CtlConfig config, String scope, Terminal terminal, ClusterAccess access) {
        this.config = config;
        this.scope = scope;
        this.terminal = terminal;
        this.access = access;
    }

    CtlConfig config() {
        return config;
    }

    String scope() {
        return scope;
    }

    Terminal terminal() {
        return terminal;
    }

    ClusterReport report() {
        return ClusterReport.of(scope, view());
    }

    private ClusterView view() {
        try {
            return access.view();
        } catch (IOException e) {
            throw unreachable(e);
        }
    }

    void requestFailover(
            Optional<MemberName> leader, Optional<MemberName> candidate, Optional<Instant> at) {
        try {
            access.requestFailover(leader, candidate, at);
        } catch (IOException e) {
            throw unreachable(e);
        }
    }

    void show(ClusterReport report) {
        terminal.printAsIs(new ClusterTable(report, false).pretty());
    }

    /** Prints with the time before it. */
    void tell(String text) {
        terminal.print(STAMP.format(LocalDateTime.now(ZoneId.systemDefault())) + " " + text);
    }

    static CtlException unreachable(IOException e) {
        return new CtlException("Can not reach ZooKeeper: " + e.getMessage());
    }

    @Override
    public void close() {
        access.close();
    }
}
