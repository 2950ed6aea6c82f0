package io.matriarch.machine;

import static io.matriarch.testing.Facts.N1;
import static io.matriarch.testing.Facts.N2;
import static io.matriarch.testing.States.standbyStory;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.matriarch.state.Cluster;
import io.matriarch.state.Lock;
import io.matriarch.testing.Story;
import io.matriarch.testing.Views;
import org.junit.jupiter.api.Test;

/** What a reading proves that is older than another, or that catches a tree half deleted. */
class ObserveReadingTest {
    @Test
    void aTreeThatIsBeingDeletedProvesNothing() {
        Story story =
                standbyStory()
                        .sees(Views.free().without(N1, N2))
                        .at(100.4)
                        .sees(Views.free().without(N1, N2));

        assertEquals("free since 100.050, properly false", free(story));
    }

    @Test
    void aReadingOlderThanWhatWasSeenChangesNothingForOneTimeout() {
        Story story = standbyStory().sees(newest(Views.ledByN2(), 200));
        assertEquals("S10-following", story.rule());

        story.sees(newest(Views.free().without(N2), 150));
        assertEquals("Z20-lock-unknown", story.rule());
        assertEquals(Views.ledByN2().made().lock(), lockSeen(story));

        story.at(131).sees(newest(Views.free().without(N2), 150));
        assertEquals(new Lock.Free(), lockSeen(story));
    }

    private static Views newest(Views view, long zxid) {
        return new Views(view.made().withNewest(zxid));
    }

    private static Lock lockSeen(Story story) {
        return story.state().cluster().latest().orElseThrow().lock();
    }

    private static String free(Story story) {
        if (!(story.state().cluster() instanceof Cluster.Seen seen)) {
            throw new AssertionError("nothing seen");
        }
        return "free since "
                + seen.freeSince().orElseThrow()
                + ", properly "
                + seen.freedProperly();
    }
}
