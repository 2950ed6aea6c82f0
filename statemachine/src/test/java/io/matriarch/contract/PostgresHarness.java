package io.matriarch.contract;

import io.matriarch.driver.PostgresPort;
import io.matriarch.event.Event;
import io.matriarch.state.Upstream;
import io.matriarch.value.MemberName;
import io.matriarch.value.Moment;
import java.util.List;
import java.util.function.BooleanSupplier;

/** What {@link PostgresContract} needs of a world: PostgreSQL servers that reach each other. */
public interface PostgresHarness extends AutoCloseable {
    /** One data directory, empty at first, and what runs in it. */
    interface Server {
        PostgresPort port();

        /** Every event so far, in the order of arrival; may grow on another thread. */
        List<Event> events();

        /** How the others reach it. */
        Upstream upstream();

        /** Commits one small transaction; fails the test when that is refused. */
        void write();

        /**
         * Begins one small transaction.
         *
         * @return whether its commit has been acknowledged by now
         */
        BooleanSupplier beginWrite();

        /** Every process of the data directory is killed at once. */
        void crash();
    }

    /** The same server for the same name. */
    Server server(MemberName name);

    /** A moment by the clock of all servers, that many seconds from now. */
    Moment inSeconds(int seconds);

    /** Lets time pass until the condition holds; fails the test when it does not in a minute. */
    void await(String what, BooleanSupplier condition);

    @Override
    void close();
}
