package io.matriarch.runtime;

import io.matriarch.driver.Clock;
import io.matriarch.value.Moment;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.util.Optional;

/**
 * CLOCK_BOOTTIME: it goes on while the machine sleeps, and nobody can set it (clock_gettime(2)).
 * Elsewhere than on Linux the JVM's own clock stands in, which may stop while the machine sleeps.
 */
public final class BootClock implements Clock {
    private static final int CLOCK_BOOTTIME = 7;
    private static final long NANOS_PER_SECOND = 1_000_000_000L;
    private static final Optional<MethodHandle> GETTIME = gettime();

    @Override
    public Moment now() {
        return new Moment(GETTIME.map(BootClock::read).orElseGet(System::nanoTime));
    }

    /** Whether suspended time counts. */
    public static boolean countsSuspendedTime() {
        return GETTIME.isPresent();
    }

    private static long read(MethodHandle gettime) {
        long[] time = new long[2];
        try {
            int failed = (int) gettime.invokeExact(CLOCK_BOOTTIME, MemorySegment.ofArray(time));
            if (failed != 0) {
                throw new IllegalStateException("clock_gettime(CLOCK_BOOTTIME) failed");
            }
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException("clock_gettime cannot be called", e);
        }
        return time[0] * NANOS_PER_SECOND + time[1];
    }

    // The signature is the C library's; the array outlives the call, which does not block.
    @SuppressWarnings("restricted")
    private static Optional<MethodHandle> gettime() {
        if (!"Linux".equals(System.getProperty("os.name"))) {
            return Optional.empty();
        }
        Linker linker = Linker.nativeLinker();
        SymbolLookup library = linker.defaultLookup();
        FunctionDescriptor signature =
                FunctionDescriptor.of(
                        ValueLayout.JAVA_INT, ValueLayout.JAVA_INT, ValueLayout.ADDRESS);
        return library.find("clock_gettime")
                .map(address ->
                        linker.downcallHandle(address, signature, Linker.Option.critical(true)));
    }
}
