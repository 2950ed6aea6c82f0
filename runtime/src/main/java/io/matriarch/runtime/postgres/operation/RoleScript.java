package io.matriarch.runtime.postgres.operation;

import io.matriarch.runtime.postgres.Account;
import io.matriarch.runtime.postgres.Accounts;
import io.matriarch.runtime.postgres.ServerVersion;
import java.util.ArrayList;
import java.util.List;

/** The statements that give a new cluster its roles (contract 2.6), one on each line. */
final class RoleScript {
    private static final List<String> REWIND_FUNCTIONS =
            List.of(
                    "pg_ls_dir(text, boolean, boolean)",
                    "pg_stat_file(text, boolean)",
                    "pg_read_binary_file(text)",
                    "pg_read_binary_file(text, bigint, bigint, boolean)");

    private RoleScript() {}

    static String text(Accounts accounts, ServerVersion version) {
        List<String> lines = new ArrayList<>();
        String superuser = accounts.superuser().username();
        String replication = accounts.replication().username();
        if (!replication.equals(superuser)) {
            lines.add(create(accounts.replication(), "LOGIN REPLICATION"));
        }
        accounts.rewind()
                .filter(_ -> version.rewindByOrdinaryRole())
                .filter(rewind -> !rewind.username().equals(superuser))
                .ifPresent(rewind -> addRewind(lines, rewind, replication));
        return lines.isEmpty() ? "" : String.join("\n", lines) + "\n";
    }

    private static void addRewind(List<String> lines, Account rewind, String replication) {
        if (!rewind.username().equals(replication)) {
            lines.add(create(rewind, "LOGIN"));
        }
        for (String function : REWIND_FUNCTIONS) {
            lines.add(
                    "GRANT EXECUTE ON FUNCTION pg_catalog."
                            + function
                            + " TO "
                            + name(rewind.username()));
        }
    }

    private static String create(Account account, String attributes) {
        String password =
                account.password().isEmpty() ? "" : " PASSWORD " + literal(account.password());
        return "CREATE ROLE " + name(account.username()) + " WITH " + attributes + password;
    }

    private static String name(String text) {
        return '"' + text.replace("\"", "\"\"") + '"';
    }

    /** Single-user mode ends a statement at the end of the line, so none may be inside. */
    private static String literal(String text) {
        return "E'"
                + text.replace("\\", "\\\\")
                        .replace("'", "''")
                        .replace("\n", "\\n")
                        .replace("\r", "\\r")
                + "'";
    }
}
