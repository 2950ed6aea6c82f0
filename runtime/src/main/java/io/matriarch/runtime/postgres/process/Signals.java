package io.matriarch.runtime.postgres.process;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;

/** Sends signals to processes that need not be our children (kill(2)). */
public final class Signals {
    public static final int HANGUP = 1;

    /** PostgreSQL's fast shutdown, when sent to the postmaster. */
    public static final int INTERRUPT = 2;

    /** PostgreSQL's immediate shutdown, when sent to the postmaster. */
    public static final int QUIT = 3;

    public static final int KILL = 9;
    public static final int TERMINATE = 15;
    public static final int CONTINUE = 18;
    public static final int STOP = 19;

    private static final MethodHandle KILL_CALL = link();

    private Signals() {}

    /** True when the process existed and we were allowed to. */
    public static boolean send(long pid, int signal) {
        if (pid <= 1) {
            throw new IllegalArgumentException("no signal is ever sent to pid " + pid);
        }
        return call(pid, signal);
    }

    /** To every process of the group. */
    public static boolean sendToGroup(long group, int signal) {
        if (group <= 1) {
            throw new IllegalArgumentException("no signal is ever sent to group " + group);
        }
        return call(-group, signal);
    }

    private static boolean call(long target, int signal) {
        try {
            return (int) KILL_CALL.invokeExact(Math.toIntExact(target), signal) == 0;
        } catch (Throwable e) {
            throw new IllegalStateException("kill(2) cannot be called", e);
        }
    }

    @SuppressWarnings("restricted")
    private static MethodHandle link() {
        Linker linker = Linker.nativeLinker();
        return linker.downcallHandle(
                linker.defaultLookup().findOrThrow("kill"),
                FunctionDescriptor.of(
                        ValueLayout.JAVA_INT, ValueLayout.JAVA_INT, ValueLayout.JAVA_INT));
    }
}
