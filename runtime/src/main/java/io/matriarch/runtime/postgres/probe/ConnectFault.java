package io.matriarch.runtime.postgres.probe;

import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** What a failed question says about the server (PostgreSQL documentation, appendix A). */
enum ConnectFault {
    /** Nobody listens. */
    REFUSED,
    /** It says that it is starting up, in recovery or shutting down. */
    NOT_NOW,
    /** It takes too long. */
    TIMEOUT,
    /** It answers, and does not let us in: a wrong password, no room for another connection. */
    TURNED_AWAY,
    /** It answered with something else. */
    OTHER;

    /** Classes: invalid authorization, insufficient resources, invalid catalog name. */
    private static final List<String> LOCKED = List.of("28", "53", "3D");

    static ConnectFault of(SQLException e) {
        String state = Optional.ofNullable(e.getSQLState()).orElse("");
        if (state.equals("57P03") || state.equals("57P01") || state.equals("57P02")) {
            return NOT_NOW;
        }
        if (isTimeout(e)) {
            return TIMEOUT;
        }
        if (LOCKED.stream().anyMatch(state::startsWith)) {
            return TURNED_AWAY;
        }
        return hasCause(e, ConnectException.class) ? REFUSED : OTHER;
    }

    static boolean isTimeout(SQLException e) {
        return "57014".equals(e.getSQLState()) || hasCause(e, SocketTimeoutException.class);
    }

    private static boolean hasCause(Throwable e, Class<? extends Throwable> kind) {
        for (Throwable one = e; one != null; one = one.getCause()) {
            if (kind.isInstance(one)) {
                return true;
            }
        }
        return false;
    }
}
