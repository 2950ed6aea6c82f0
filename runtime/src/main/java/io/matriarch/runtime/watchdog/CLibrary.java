package io.matriarch.runtime.watchdog;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.StructLayout;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.VarHandle;

/** The same by the C library of this machine. */
final class CLibrary implements SystemCalls {
    private static final int O_WRONLY = 1;
    // On x86, ARM, POWER, s390 and RISC-V (Linux, asm-generic/fcntl.h).
    private static final int O_CLOEXEC = 0x80000;
    private static final StructLayout STATE = Linker.Option.captureStateLayout();
    private static final VarHandle ERRNO =
            STATE.varHandle(MemoryLayout.PathElement.groupElement("errno"));

    private final MethodHandle open =
            function("open", 2, ValueLayout.ADDRESS, ValueLayout.JAVA_INT);
    private final MethodHandle ioctl =
            function("ioctl", 2, ValueLayout.JAVA_INT, ValueLayout.JAVA_LONG, ValueLayout.ADDRESS);
    private final MethodHandle write =
            function("write", 3, ValueLayout.JAVA_INT, ValueLayout.ADDRESS, ValueLayout.JAVA_LONG);
    private final MethodHandle close = function("close", 1, ValueLayout.JAVA_INT);

    /** One call, which leaves its error in {@code state}. */
    private interface Call {
        int make(MemorySegment state) throws Throwable;
    }

    @Override
    public int open(String path) throws IOException {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment name = arena.allocateFrom(path);
            return call(
                    "open " + path,
                    state -> (int) open.invokeExact(state, name, O_WRONLY | O_CLOEXEC));
        }
    }

    @Override
    public void ioctl(int descriptor, long request, MemorySegment argument) throws IOException {
        call(
                "ioctl 0x" + Long.toHexString(request),
                state -> (int) ioctl.invokeExact(state, descriptor, request, argument));
    }

    @Override
    public void write(int descriptor, char one) throws IOException {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment bytes = arena.allocateFrom(ValueLayout.JAVA_BYTE, (byte) one);
            call("write", state -> (int) (long) write.invokeExact(state, descriptor, bytes, 1L));
        }
    }

    @Override
    public void close(int descriptor) {
        try {
            call("close", state -> (int) close.invokeExact(state, descriptor));
        } catch (IOException _) {
            // the descriptor is gone in any case
        }
    }

    private static int call(String what, Call call) throws IOException {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment state = arena.allocate(STATE);
            int result = call.make(state);
            if (result < 0) {
                throw new IOException(what + ": " + Errors.text((int) ERRNO.get(state, 0L)));
            }
            return result;
        } catch (IOException | RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IOException(what + " cannot be called", e);
        }
    }

    // The signatures are the C library's; what they point to outlives the calls.
    @SuppressWarnings("restricted")
    private static MethodHandle function(String name, int fixed, MemoryLayout... parameters) {
        Linker linker = Linker.nativeLinker();
        MemoryLayout result = name.equals("write") ? ValueLayout.JAVA_LONG : ValueLayout.JAVA_INT;
        FunctionDescriptor signature = FunctionDescriptor.of(result, parameters);
        return linker.downcallHandle(
                linker.defaultLookup().findOrThrow(name),
                signature,
                Linker.Option.captureCallState("errno"),
                Linker.Option.firstVariadicArg(fixed));
    }
}
