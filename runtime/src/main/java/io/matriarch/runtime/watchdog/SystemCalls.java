package io.matriarch.runtime.watchdog;

import java.io.IOException;
import java.lang.foreign.MemorySegment;

/** The system calls that a watchdog device needs. */
interface SystemCalls {
    /**
     * Opens for writing, not inherited by children.
     *
     * @return the file descriptor
     * @throws IOException with the system's reason
     */
    int open(String path) throws IOException;

    /**
     * @param argument what the request reads from or writes to
     * @throws IOException with the system's reason
     */
    void ioctl(int descriptor, long request, MemorySegment argument) throws IOException;

    /** Writes one byte. */
    void write(int descriptor, char one) throws IOException;

    void close(int descriptor);
}
