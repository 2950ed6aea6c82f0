package io.matriarch.runtime;

import io.matriarch.judge.SafeTimeout;
import io.matriarch.runtime.config.AgentConfig;
import io.matriarch.runtime.config.Login;
import io.matriarch.runtime.config.PostgresConfig;
import io.matriarch.runtime.dcs.DcsSettings;
import io.matriarch.runtime.postgres.Account;
import io.matriarch.runtime.postgres.Accounts;
import io.matriarch.runtime.postgres.Endpoint;
import io.matriarch.runtime.postgres.Places;
import io.matriarch.runtime.postgres.PostgresSettings;
import io.matriarch.runtime.postgres.ScriptCommands;
import io.matriarch.state.DynamicSettings;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeMap;

/** Puts the configuration into the words of each adapter. */
final class ConfigMapping {
    private final AgentConfig config;

    ConfigMapping(AgentConfig config) {
        this.config = config;
    }

    /**
     * @param settings what is known of the cluster's settings before the DCS was read
     */
    DcsSettings dcs(DynamicSettings settings) {
        return new DcsSettings(
                config.zookeeper().connectString(),
                config.namespace(),
                config.scope(),
                config.name(),
                SafeTimeout.applied(settings, config.reportDelay()).ttl(),
                config.reportDelay(),
                settings.retryTimeout(),
                new TreeMap<>(config.zookeeper().authData()),
                new TreeMap<>(config.zookeeper().acls()));
    }

    PostgresSettings postgres(Path binDirectory) {
        PostgresConfig postgres = config.postgres();
        return new PostgresSettings(
                config.scope(),
                config.name(),
                new Places(postgres.dataDir(), binDirectory, postgres.pgpass()),
                new Endpoint(
                        postgres.listen().host(),
                        postgres.listen().port(),
                        postgres.connectAddress().toString(),
                        postgres.database(),
                        postgres.useUnixSocket()),
                new Accounts(
                        account(postgres.superuser()),
                        account(postgres.replication()),
                        postgres.rewind().map(ConfigMapping::account)),
                postgres.parameters(),
                postgres.recoveryConf(),
                postgres.pgHba().or(() -> config.bootstrap().pgHba()).orElse(List.of()),
                postgres.pgIdent().orElse(List.of()),
                config.bootstrap().initdb(),
                postgres.basebackup(),
                postgres.rewindOptions(),
                postgres.pgCtlTimeout(),
                new ScriptCommands(
                        postgres.scripts().prePromote(), postgres.scripts().beforeStop()));
    }

    private static Account account(Login login) {
        return new Account(login.username(), login.password(), login.options());
    }
}
