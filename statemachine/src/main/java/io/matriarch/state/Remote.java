package io.matriarch.state;

import io.matriarch.value.Moment;
import io.matriarch.value.SystemId;
import io.matriarch.value.Timeline;
import java.util.List;
import java.util.Optional;

/**
 * What we know of the server outside that a standby cluster follows.
 *
 * @param server which one was asked; absent for none yet
 * @param askedAt when it was asked last
 * @param answer what it said
 */
public record Remote(Optional<StandbyCluster> server, Moment askedAt, Answer answer) {
    public static final Remote UNASKED =
            new Remote(Optional.empty(), Moment.LONG_AGO, new Untold());

    /** What it said. */
    public sealed interface Answer {}

    /** It was not asked, or has not answered yet. */
    public record Untold() implements Answer {}

    /** Nothing usable came back in time. */
    public record Silent(String why) implements Answer {}

    /**
     * An answer.
     *
     * @param systemId the cluster that its data belongs to
     * @param timeline its timeline
     * @param primary whether it accepts writes
     * @param forks its timeline's history file, oldest first: where it left each earlier timeline
     */
    public record Told(
            SystemId systemId, Timeline timeline, boolean primary, List<HistoryLine> forks)
            implements Answer {
        public Told {
            forks = List.copyOf(forks);
        }
    }

    /** Asked again; what the same server said before counts until it answers. */
    public Remote asked(StandbyCluster whom, Moment now) {
        boolean same = server.equals(Optional.of(whom));
        return new Remote(Optional.of(whom), now, same ? answer : new Untold());
    }

    public Remote with(Answer value) {
        return new Remote(server, askedAt, value);
    }
}
