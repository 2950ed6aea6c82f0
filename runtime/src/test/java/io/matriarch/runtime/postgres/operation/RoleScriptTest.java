package io.matriarch.runtime.postgres.operation;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.matriarch.runtime.postgres.Account;
import io.matriarch.runtime.postgres.Accounts;
import io.matriarch.runtime.postgres.ServerVersion;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class RoleScriptTest {
    private static final Account SUPERUSER = new Account("postgres", "s");

    @Test
    void eachRoleHasOneLineWhateverItsPasswordHolds() {
        Accounts accounts =
                new Accounts(
                        SUPERUSER,
                        new Account("re\"p", "a'b\\c\nd"),
                        Optional.of(new Account("wind", "")));
        assertEquals(
                """
                CREATE ROLE "re""p" WITH LOGIN REPLICATION PASSWORD E'a''b\\\\c\\nd'
                CREATE ROLE "wind" WITH LOGIN
                GRANT EXECUTE ON FUNCTION pg_catalog.pg_ls_dir(text, boolean, boolean) TO "wind"
                GRANT EXECUTE ON FUNCTION pg_catalog.pg_stat_file(text, boolean) TO "wind"
                GRANT EXECUTE ON FUNCTION pg_catalog.pg_read_binary_file(text) TO "wind"
                GRANT EXECUTE ON FUNCTION pg_catalog.pg_read_binary_file(text, bigint, bigint, \
                boolean) TO "wind"
                """,
                RoleScript.text(accounts, new ServerVersion(15)));
    }

    @Test
    void noRoleIsMadeTwice() {
        Accounts same = new Accounts(SUPERUSER, SUPERUSER, Optional.of(SUPERUSER));
        assertEquals("", RoleScript.text(same, new ServerVersion(15)));
    }

    @Test
    void beforeVersion11OnlyTheSuperuserRewinds() {
        Accounts accounts =
                new Accounts(SUPERUSER, SUPERUSER, Optional.of(new Account("wind", "w")));
        assertEquals("", RoleScript.text(accounts, new ServerVersion(10)));
    }

    @Test
    void optionsThatWouldBreakOurWorkAreLeftOut() {
        assertEquals(
                List.of("--encoding=UTF8", "--data-checksums", "-k"),
                Options.allowed(
                        List.of("encoding=UTF8", "data-checksums", "pgdata=/x", "--pwfile=y", "-k"),
                        Set.of("pgdata", "pwfile")));
    }
}
