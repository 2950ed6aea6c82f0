package io.matriarch.runtime.postgres.operation;

import io.matriarch.runtime.postgres.PostgresSettings;
import java.util.List;

/** PostgreSQL in single-user mode: it listens nowhere and reads statements from standard input. */
final class SingleUser {
    /** Every new cluster has it. */
    private static final String DATABASE = "postgres";

    private SingleUser() {}

    /** Nothing of the statements is logged: there are passwords among them. */
    static List<String> command(PostgresSettings settings) {
        return List.of(
                settings.places().program("postgres"),
                "--single",
                "-D",
                settings.places().dataDirectory().toString(),
                "-c",
                "log_statement=none",
                "-c",
                "log_min_duration_statement=-1",
                "-c",
                "log_min_error_statement=panic",
                // No standby is there yet that a commit could wait for.
                "-c",
                "synchronous_commit=local",
                "-c",
                "archive_mode=on",
                "-c",
                "archive_command=false",
                "-c",
                "logging_collector=off",
                "-c",
                "log_destination=stderr",
                DATABASE);
    }
}
