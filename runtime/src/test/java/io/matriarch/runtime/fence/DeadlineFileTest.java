package io.matriarch.runtime.fence;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.matriarch.action.FenceAction;
import io.matriarch.testing.Await;
import io.matriarch.value.Moment;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DeadlineFileTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @TempDir private Path folder;
    private Path path;

    @BeforeEach
    void inAFolder() {
        path = folder.resolve("deadline");
    }

    @Test
    void theNextRunKnowsWhatTheGuardWasToldLast() throws Exception {
        try (DeadlineFile file = new DeadlineFile(path, "b1")) {
            file.note(new FenceAction.ArmFence(1, new Moment(70)));
            file.note(new FenceAction.ArmFence(2, new Moment(80)));
            Await.until(PATIENCE, () -> left("b1").equals(Optional.of(new Moment(80))));
            file.note(new FenceAction.DisarmFence(3));
            Await.until(PATIENCE, () -> left("b1").isEmpty());
        }
    }

    @Test
    void whatAnEarlierStartOfTheMachineToldCountsNoMore() throws IOException {
        Files.writeString(path, "b1 80\n");
        assertEquals(Optional.of(new Moment(80)), left("b1"));
        assertEquals(Optional.empty(), left("b2"));
    }

    @Test
    void whatCannotBeReadCountsAsUnknown() throws IOException {
        Files.writeString(path, "b1 soon\n");
        assertEquals(Optional.empty(), left("b1"));
        Files.writeString(path, "");
        assertEquals(Optional.empty(), left("b1"));
    }

    private Optional<Moment> left(String boot) {
        try (DeadlineFile file = new DeadlineFile(path, boot)) {
            return file.left();
        }
    }
}
