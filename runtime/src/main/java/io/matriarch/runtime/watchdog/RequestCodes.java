package io.matriarch.runtime.watchdog;

import java.util.Set;

/**
 * The ioctl requests of watchdog devices (Linux, linux/watchdog.h), encoded as the machine's
 * architecture does (asm/ioctl.h).
 *
 * @param support asks for {@code struct watchdog_info}
 * @param setTimeout sets the timeout, an int, and gives the one that is in force then
 * @param getTimeout asks for the timeout, an int
 */
record RequestCodes(long support, long setTimeout, long getTimeout) {
    /** Bytes of {@code struct watchdog_info}: two numbers of 32 bits, 32 bytes of text. */
    static final int INFO_BYTES = 40;

    private static final int INT_BYTES = 4;
    private static final Set<String> OLD_ENCODING =
            Set.of(
                    "ppc",
                    "ppc64",
                    "ppc64le",
                    "mips",
                    "mips64",
                    "mipsel",
                    "mips64el",
                    "sparc",
                    "sparcv9",
                    "sparc64",
                    "alpha");

    /** Those of this machine. */
    static RequestCodes ofThisMachine() {
        return of(System.getProperty("os.arch"));
    }

    /**
     * @param architecture as the JDK's property {@code os.arch} has it
     */
    static RequestCodes of(String architecture) {
        // Three bits for the direction from bit 29 on, or two from bit 30 on.
        boolean old = OLD_ENCODING.contains(architecture);
        long read = old ? 2L << 29 : 2L << 30;
        long both = old ? 6L << 29 : 3L << 30;
        return new RequestCodes(
                code(read, 0, INFO_BYTES), code(both, 6, INT_BYTES), code(read, 7, INT_BYTES));
    }

    private static long code(long direction, int number, int bytes) {
        return direction | (long) bytes << 16 | (long) 'W' << 8 | number;
    }
}
