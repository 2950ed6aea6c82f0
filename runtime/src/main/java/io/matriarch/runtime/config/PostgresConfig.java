package io.matriarch.runtime.config;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Section {@code postgresql} (contract 4.2).
 *
 * @param listen where PostgreSQL listens; the host may be a comma list or {@code *}
 * @param connectAddress where others reach it
 * @param proxyAddress where clients reach it through a proxy
 * @param dataDir the data directory
 * @param configDir where its configuration files are; the data directory by default
 * @param binDir where PostgreSQL's programs are; the search path when absent
 * @param database what the agent connects to
 * @param pgpass the password file that the agent writes
 * @param superuser for the agent's own work
 * @param replication for streaming and copies
 * @param rewind for {@code pg_rewind}; absent means the superuser
 * @param parameters server parameters of this member
 * @param recoveryConf recovery parameters of this member
 * @param pgHba lines of {@code pg_hba.conf}; absent leaves the file as it is
 * @param pgIdent lines of {@code pg_ident.conf}; absent leaves the file as it is
 * @param basebackup options for {@code pg_basebackup}, each as {@code name} or {@code name=value}
 * @param rewindOptions options for {@code pg_rewind} in the same form
 * @param useUnixSocket whether the agent connects through the socket directory
 * @param pgCtlTimeout how long a start or stop helper may take
 * @param scripts {@code callbacks}, {@code pre_promote}, {@code before_stop}
 */
public record PostgresConfig(
        HostPort listen,
        HostPort connectAddress,
        Optional<HostPort> proxyAddress,
        Path dataDir,
        Path configDir,
        Optional<Path> binDir,
        String database,
        Path pgpass,
        Login superuser,
        Login replication,
        Optional<Login> rewind,
        SortedMap<String, String> parameters,
        SortedMap<String, String> recoveryConf,
        Optional<List<String>> pgHba,
        Optional<List<String>> pgIdent,
        List<String> basebackup,
        List<String> rewindOptions,
        boolean useUnixSocket,
        Duration pgCtlTimeout,
        ScriptsConfig scripts) {
    public PostgresConfig {
        parameters = Collections.unmodifiableSortedMap(new TreeMap<>(parameters));
        pgHba = pgHba.map(List::copyOf);
        pgIdent = pgIdent.map(List::copyOf);
        basebackup = List.copyOf(basebackup);
        recoveryConf = Collections.unmodifiableSortedMap(new TreeMap<>(recoveryConf));
        rewindOptions = List.copyOf(rewindOptions);
    }

    /** {@code conn_url} of the member record (contract 1.4). */
    public String connUrl() {
        return "postgres://" + connectAddress + "/" + database;
    }
}
