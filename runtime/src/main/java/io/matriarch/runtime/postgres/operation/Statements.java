package io.matriarch.runtime.postgres.operation;

import io.matriarch.runtime.postgres.process.Limit;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** SQL that ends with its limit. */
final class Statements {
    private Statements() {}

    static void run(Connection connection, String sql, Limit limit) throws SQLException {
        try (Limit.Registration _ = limit.onCut(_ -> abort(connection));
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** The one value of the one row; empty text for null. */
    static String value(Connection connection, String sql, Limit limit) throws SQLException {
        try (Limit.Registration _ = limit.onCut(_ -> abort(connection));
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            String value = row.next() ? row.getString(1) : null;
            return value == null ? "" : value;
        }
    }

    static void abort(Connection connection) {
        try {
            connection.abort(Runnable::run);
        } catch (SQLException _) {
            // Closed already.
        }
    }
}
