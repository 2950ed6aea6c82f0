package io.matriarch.runtime.watchdog;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.Path;

/** A watchdog device of Linux (kernel documentation, watchdog-api). */
final class LinuxWatchdog implements WatchdogDevice {
    private static final int CAN_SET_TIMEOUT = 0x80;
    private static final int CAN_BE_STOPPED = 0x100;

    private final Path path;
    private final SystemCalls system;
    private final RequestCodes codes;

    LinuxWatchdog(Path path, SystemCalls system, RequestCodes codes) {
        this.path = path;
        this.system = system;
        this.codes = codes;
    }

    @Override
    public Look look() {
        return DeviceFile.look(path);
    }

    @Override
    public Started start() throws IOException {
        int descriptor = system.open(path.toString());
        try {
            return new Device(descriptor, options(descriptor));
        } catch (IOException e) {
            system.close(descriptor);
            throw e;
        }
    }

    private int options(int descriptor) throws IOException {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment info = arena.allocate(RequestCodes.INFO_BYTES, Integer.BYTES);
            system.ioctl(descriptor, codes.support(), info);
            return info.get(ValueLayout.JAVA_INT, 0);
        }
    }

    private final class Device implements Started {
        private final int descriptor;
        private final int options;

        Device(int descriptor, int options) {
            this.descriptor = descriptor;
            this.options = options;
        }

        @Override
        public boolean isStoppable() {
            return (options & CAN_BE_STOPPED) != 0;
        }

        @Override
        public void ask(int seconds) throws IOException {
            if ((options & CAN_SET_TIMEOUT) != 0) {
                number(codes.setTimeout(), seconds);
            }
        }

        @Override
        public int timeout() throws IOException {
            return number(codes.getTimeout(), 0);
        }

        @Override
        public void feed() throws IOException {
            system.write(descriptor, '1');
        }

        @Override
        public void disarm() throws IOException {
            system.write(descriptor, 'V');
        }

        @Override
        public void close() {
            system.close(descriptor);
        }

        private int number(long request, int value) throws IOException {
            try (Arena arena = Arena.ofConfined()) {
                MemorySegment number = arena.allocateFrom(ValueLayout.JAVA_INT, value);
                system.ioctl(descriptor, request, number);
                return number.get(ValueLayout.JAVA_INT, 0);
            }
        }
    }
}
