package io.matriarch.runtime.watchdog;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The calls into the C library, on files that are no devices: there is none to try them on. */
@EnabledOnOs(OS.LINUX)
final class CLibraryTest {
    @TempDir private Path directory;

    @Test
    void aPlainFileIsNotAWatchdog() throws IOException {
        Path file = Files.createFile(directory.resolve("plain"));
        LinuxWatchdog device =
                new LinuxWatchdog(file, new CLibrary(), RequestCodes.ofThisMachine());
        IOException refused = assertThrows(IOException.class, device::start);
        assertEquals(
                "ioctl 0x%x: it is not a watchdog"
                        .formatted(RequestCodes.ofThisMachine().support()),
                refused.getMessage());
        assertEquals("", Files.readString(file));
    }

    @Test
    void whatIsMissingCannotBeOpened() {
        String path = directory.resolve("none").toString();
        IOException refused = assertThrows(IOException.class, () -> new CLibrary().open(path));
        assertEquals("open " + path + ": no such file", refused.getMessage());
    }

    @Test
    void bytesAreWrittenOneByOne() throws IOException {
        Path file = Files.createFile(directory.resolve("plain"));
        CLibrary system = new CLibrary();
        int descriptor = system.open(file.toString());
        system.write(descriptor, '1');
        system.write(descriptor, 'V');
        system.close(descriptor);
        assertEquals("1V", Files.readString(file));
        IOException closed = assertThrows(IOException.class, () -> system.write(descriptor, '1'));
        assertEquals("write: bad file descriptor", closed.getMessage());
    }
}
