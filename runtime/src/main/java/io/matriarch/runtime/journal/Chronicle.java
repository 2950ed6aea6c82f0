package io.matriarch.runtime.journal;

import java.nio.file.Path;
import java.util.logging.Level;
import java.util.logging.Logger;
import net.openhft.chronicle.queue.RollCycles;
import net.openhft.chronicle.queue.impl.single.SingleChronicleQueueBuilder;

/** How every queue of ours is set up, for writing and for reading. */
final class Chronicle {
    /** One file per day of UTC. */
    static final long CYCLE_MILLIS = 86_400_000L;

    /** What the name of every data file ends in. */
    static final String SUFFIX = ".cq4";

    private static final int BLOCK_BYTES = 131_072;

    /** Held here, for a logger without a holder forgets its level. */
    private static final Logger LIBRARY = Logger.getLogger("net.openhft");

    static {
        // Read when the library's first class is loaded: no usage reports, no greeting, no thread
        // that watches the disk (the writer looks itself).
        System.setProperty("chronicle.analytics.disable", "true");
        System.setProperty("chronicle.announcer.disable", "true");
        System.setProperty("chronicle.disk.monitor.disable", "true");
        // What it says of its own accord is of no use to an operator; what fails, it throws.
        LIBRARY.setLevel(Level.OFF);
    }

    private Chronicle() {}

    static SingleChronicleQueueBuilder builder(Path directory) {
        return SingleChronicleQueueBuilder.binary(directory)
                .rollCycle(RollCycles.FAST_DAILY)
                .blockSize(BLOCK_BYTES);
    }
}
