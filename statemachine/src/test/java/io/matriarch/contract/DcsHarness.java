package io.matriarch.contract;

import io.matriarch.driver.DcsPort;
import io.matriarch.event.Event;
import io.matriarch.state.ClusterView;
import io.matriarch.value.MemberName;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/** What {@link DcsContract} needs of a world: an empty DCS, and clients of it. */
public interface DcsHarness extends AutoCloseable {
    /** The DCS client of one agent, from its start to its death. */
    interface Client {
        DcsPort port();

        /** Every event so far, in the order of arrival; may grow on another thread. */
        List<Event> events();

        /** Nothing passes between this client and the DCS any more. */
        void cut();

        void heal();

        /** The process dies; nobody closes its session. */
        void die();
    }

    /**
     * Starts an agent's client, which connects by itself. It begins with the session that an
     * earlier client of that name left behind, if there is one.
     */
    Client open(MemberName name);

    /** Lets time pass until the condition holds; fails the test when it does not in a minute. */
    void await(String what, BooleanSupplier condition);

    /** What the DCS truly holds, read past all clients. */
    ClusterView view();

    /** Deletes the lock node by hand. */
    void deleteLock();

    /** Writes {@code failover} as an operator's request. */
    void requestFailover(Optional<MemberName> leader, Optional<MemberName> candidate);

    /** Writes {@code sync}, as a leader in synchronous mode would. */
    void writeSync(MemberName leader, List<MemberName> standbys);

    @Override
    void close();
}
