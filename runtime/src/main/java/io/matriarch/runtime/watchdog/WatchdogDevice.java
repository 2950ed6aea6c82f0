package io.matriarch.runtime.watchdog;

import io.matriarch.state.Watchdog.Health;
import java.io.IOException;

/** A watchdog device, not opened: opening one starts it. */
interface WatchdogDevice {
    /** What a look at it shows, without opening it. */
    Look look();

    /**
     * Opens it, and so starts it.
     *
     * @throws IOException it cannot be opened, or is no watchdog; it is closed again then
     */
    Started start() throws IOException;

    /**
     * What a look showed.
     *
     * @param why what is wrong; empty when nothing is
     */
    record Look(Health health, String why) {}

    /** A device that counts down. Closing it without {@link #disarm} leaves it counting. */
    interface Started extends AutoCloseable {
        /** Whether it can be stopped (magic close). */
        boolean isStoppable();

        /** Asks for that timeout where the device takes one, in seconds. */
        void ask(int seconds) throws IOException;

        /** The timeout that it has, in seconds. */
        int timeout() throws IOException;

        /** Begins the countdown anew. */
        void feed() throws IOException;

        /** Has the next close stop it. */
        void disarm() throws IOException;

        @Override
        void close();
    }
}
