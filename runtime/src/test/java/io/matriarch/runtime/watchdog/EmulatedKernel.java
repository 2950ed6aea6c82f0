package io.matriarch.runtime.watchdog;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.List;

/** A kernel with one watchdog, which notes what it is told instead of counting down. */
final class EmulatedKernel implements SystemCalls {
    static final int SETTABLE = 0x80;
    static final int STOPPABLE = 0x100;
    private static final int DESCRIPTOR = 7;
    private static final RequestCodes CODES = RequestCodes.ofThisMachine();

    final List<String> told = new ArrayList<>();
    private final int options;
    private int timeout = 60;
    private String failing = "";

    EmulatedKernel(int options) {
        this.options = options;
    }

    /** From now on calls whose text begins so fail. */
    void fail(String call) {
        failing = call;
    }

    @Override
    public synchronized int open(String path) throws IOException {
        note("open");
        return DESCRIPTOR;
    }

    @Override
    public synchronized void ioctl(int descriptor, long request, MemorySegment argument)
            throws IOException {
        if (request == CODES.support()) {
            note("support");
            argument.set(ValueLayout.JAVA_INT, 0, options);
        } else if (request == CODES.setTimeout()) {
            timeout = argument.get(ValueLayout.JAVA_INT, 0);
            note("timeout " + timeout);
        } else if (request == CODES.getTimeout()) {
            argument.set(ValueLayout.JAVA_INT, 0, timeout);
        } else {
            throw new IOException(Errors.text(25));
        }
    }

    @Override
    public synchronized void write(int descriptor, char one) throws IOException {
        note("write " + one);
    }

    @Override
    public synchronized void close(int descriptor) {
        told.add("close");
    }

    private void note(String call) throws IOException {
        if (!failing.isEmpty() && call.startsWith(failing)) {
            throw new IOException(Errors.text(5));
        }
        told.add(call);
    }
}
