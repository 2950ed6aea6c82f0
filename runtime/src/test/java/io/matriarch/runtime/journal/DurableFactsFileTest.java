package io.matriarch.runtime.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.matriarch.state.DurableFacts;
import io.matriarch.testing.samples.Samples;
import io.matriarch.testing.samples.SplitMix;
import io.matriarch.value.LockEpoch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DurableFactsFileTest {
    @TempDir private Path directory;

    private Path file;
    private DurableFactsFile store;

    @BeforeEach
    void begin() {
        file = directory.resolve("state/facts.json");
        store = new DurableFactsFile(file);
    }

    @Test
    void aMissingFileMeansNoFacts() throws IOException {
        assertEquals(DurableFacts.NONE, store.read());
    }

    @Test
    void whatIsKeptIsReadByTheNextRun() throws IOException {
        for (long seed = 0; seed < 50; seed++) {
            DurableFacts facts = Samples.of(DurableFacts.class, new SplitMix(seed));
            assertTrue(store.keep(facts));
            assertEquals(facts, new DurableFactsFile(file).read());
        }
    }

    @Test
    void theFileIsReadableForPeople() throws IOException {
        assertTrue(store.keep(DurableFacts.NONE.withEpoch(new LockEpoch(7))));
        assertEquals(
                "{\"highestEpoch\":7,\"unfinished\":\"NOTHING\",\"lastFence\":\"\",\"apart\":false}\n",
                Files.readString(file));
    }

    @Test
    void aHalfWrittenNewVersionDoesNotMatter() throws IOException {
        assertTrue(store.keep(DurableFacts.NONE.withFence("first")));
        Files.writeString(directory.resolve("state/facts.json.new"), "{\"unfini");
        assertEquals("first", store.read().lastFence());
        assertTrue(store.keep(DurableFacts.NONE.withFence("second")));
        assertEquals("second", store.read().lastFence());
    }

    @Test
    void aCorruptFileIsNamedWithItsRemedy() throws IOException {
        for (String content : new String[] {"", "{\"unfinished\":", "[]", "{}", "\0\0\0\0"}) {
            Files.createDirectories(file.getParent());
            Files.writeString(file, content);
            String complaint = assertThrows(IOException.class, store::read).getMessage();
            assertTrue(complaint.startsWith(file + " cannot be read: "), complaint);
            assertTrue(complaint.contains("remove the file"), complaint);
        }
    }

    @Test
    void whatCannotBeKeptIsToldAndTheOldFactsStay() throws IOException {
        Files.writeString(directory.resolve("state"), "a file where the directory should be");
        assertFalse(store.keep(DurableFacts.NONE));
        Files.delete(directory.resolve("state"));
        assertTrue(store.keep(DurableFacts.NONE.withFence("now")));
        Files.createDirectory(directory.resolve("state/facts.json.new"));
        assertFalse(store.keep(DurableFacts.NONE.withFence("later")));
        assertEquals("now", store.read().lastFence());
    }
}
