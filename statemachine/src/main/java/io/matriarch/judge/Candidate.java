package io.matriarch.judge;

import io.matriarch.value.Lsn;
import io.matriarch.value.MemberName;
import io.matriarch.value.Timeline;
import java.util.Optional;

/**
 * What an operator wants to know of one member when nobody leads.
 *
 * @param name the member
 * @param timeline the timeline of its log, when it told
 * @param position how far its log goes, when it told
 * @param lag how many bytes that is behind what the last leader published
 * @param mayLead whether it may take the lock, by all that the judging member knows
 * @param why why it may, or why not
 */
public record Candidate(
        MemberName name,
        Optional<Timeline> timeline,
        Optional<Lsn> position,
        Optional<Long> lag,
        boolean mayLead,
        String why) {
    /** One line of a log. */
    public String line() {
        return name
                + ": timeline "
                + timeline.map(Timeline::toString).orElse("unknown")
                + ", at "
                + position.map(Lsn::toString).orElse("unknown")
                + ", "
                + lag.map(bytes -> bytes + " bytes behind").orElse("lag unknown")
                + (mayLead ? ", may lead: " : ", may not lead: ")
                + why;
    }
}
