package io.matriarch.runtime.postgres;

import io.matriarch.value.MemberName;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What section {@code postgresql} (and {@code bootstrap}) of the configuration file says about our
 * PostgreSQL (contract 4.2).
 *
 * @param scope the cluster's name, PostgreSQL's {@code cluster_name}
 * @param member our name, {@code application_name} of our WAL receiver
 * @param places where its files and programs are
 * @param endpoint where it listens
 * @param accounts whom we connect as
 * @param parameters {@code postgresql.parameters} of the file
 * @param recoveryConf {@code postgresql.recovery_conf}: {@code restore_command} and the like
 * @param pgHba the lines of {@code pg_hba.conf}; empty leaves the file alone
 * @param pgIdent the lines of {@code pg_ident.conf}; empty leaves the file alone
 * @param initdbOptions {@code bootstrap.initdb}, each as {@code name} or {@code name=value}
 * @param basebackupOptions {@code postgresql.basebackup}, in the same form
 * @param rewindOptions {@code postgresql.rewind}, in the same form
 * @param pgCtlTimeout how long a single short step, as a reload, may take
 * @param scripts scripts that are a part of work on the server
 */
public record PostgresSettings(
        String scope,
        MemberName member,
        Places places,
        Endpoint endpoint,
        Accounts accounts,
        SortedMap<String, String> parameters,
        SortedMap<String, String> recoveryConf,
        List<String> pgHba,
        List<String> pgIdent,
        List<String> initdbOptions,
        List<String> basebackupOptions,
        List<String> rewindOptions,
        Duration pgCtlTimeout,
        ScriptCommands scripts) {
    public PostgresSettings {
        parameters = Collections.unmodifiableSortedMap(new TreeMap<>(parameters));
        recoveryConf = Collections.unmodifiableSortedMap(new TreeMap<>(recoveryConf));
        pgHba = List.copyOf(pgHba);
        pgIdent = List.copyOf(pgIdent);
        initdbOptions = List.copyOf(initdbOptions);
        basebackupOptions = List.copyOf(basebackupOptions);
        rewindOptions = List.copyOf(rewindOptions);
    }
}
