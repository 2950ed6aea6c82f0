package io.matriarch.state;

import io.matriarch.value.Lsn;
import io.matriarch.value.Timeline;
import java.util.Optional;

/**
 * What a member says of itself in {@code members/NAME} (contract 1.4).
 *
 * @param connUrl where its PostgreSQL is reached; empty when it gave none
 * @param apiUrl where its REST API is reached; empty when it gave none
 * @param state the state of its PostgreSQL
 * @param role the role of its PostgreSQL
 * @param saysMaster whether a primary is called by the older word {@code master} (contract 1.3)
 * @param version its version; empty for a member too old to tell
 * @param timeline its timeline, when known
 * @param position its log position: written on a primary, the greater of received and replayed on a
 *     standby
 * @param received what it received, standbys only
 * @param replayed what it replayed, standbys only
 * @param streaming whether its WAL receiver streams, standbys only
 * @param checkpointPending a leader that has not finished the checkpoint after its promotion
 * @param tags its tags
 * @param released the tenure which it gave back of its own will with PostgreSQL proven gone; an
 *     addition to Patroni's record that Patroni does not read
 * @param guarded whether a guard ends its right to write; absent in a record means no
 * @param notes what it tells operators
 * @param heir whether it takes a lock that is offered to it; absent in a record means no, as for
 *     Patroni
 * @param offer the lock, offered to another member; an addition that Patroni does not read
 */
public record MemberRecord(
        String connUrl,
        String apiUrl,
        MemberState state,
        Role role,
        boolean saysMaster,
        String version,
        Optional<Timeline> timeline,
        Optional<Lsn> position,
        Optional<Lsn> received,
        Optional<Lsn> replayed,
        boolean streaming,
        boolean checkpointPending,
        Tags tags,
        Optional<Release> released,
        boolean guarded,
        MemberNotes notes,
        boolean heir,
        Optional<Offer> offer) {
    /** One that neither offers its lock nor takes another's. */
    public MemberRecord(
            String connUrl,
            String apiUrl,
            MemberState state,
            Role role,
            boolean saysMaster,
            String version,
            Optional<Timeline> timeline,
            Optional<Lsn> position,
            Optional<Lsn> received,
            Optional<Lsn> replayed,
            boolean streaming,
            boolean checkpointPending,
            Tags tags,
            Optional<Release> released,
            boolean guarded,
            MemberNotes notes) {
        this(
                connUrl,
                apiUrl,
                state,
                role,
                saysMaster,
                version,
                timeline,
                position,
                received,
                replayed,
                streaming,
                checkpointPending,
                tags,
                released,
                guarded,
                notes,
                false,
                Optional.empty());
    }

    /** One that has nothing to tell operators. */
    public MemberRecord(
            String connUrl,
            String apiUrl,
            MemberState state,
            Role role,
            boolean saysMaster,
            String version,
            Optional<Timeline> timeline,
            Optional<Lsn> position,
            Optional<Lsn> received,
            Optional<Lsn> replayed,
            boolean streaming,
            boolean checkpointPending,
            Tags tags,
            Optional<Release> released,
            boolean guarded) {
        this(
                connUrl,
                apiUrl,
                state,
                role,
                saysMaster,
                version,
                timeline,
                position,
                received,
                replayed,
                streaming,
                checkpointPending,
                tags,
                released,
                guarded,
                MemberNotes.NONE);
    }

    /** The same, of a leader that has not finished the checkpoint after its promotion. */
    public MemberRecord withCheckpointPending() {
        return new MemberRecord(
                connUrl,
                apiUrl,
                state,
                role,
                saysMaster,
                version,
                timeline,
                position,
                received,
                replayed,
                streaming,
                true,
                tags,
                released,
                guarded,
                notes,
                heir,
                offer);
    }

    /**
     * The same, saying this of offered locks.
     *
     * @param takes whether it takes one
     * @param given its own, offered
     */
    public MemberRecord withOffer(boolean takes, Optional<Offer> given) {
        return new MemberRecord(
                connUrl,
                apiUrl,
                state,
                role,
                saysMaster,
                version,
                timeline,
                position,
                received,
                replayed,
                streaming,
                checkpointPending,
                tags,
                released,
                guarded,
                notes,
                takes,
                given);
    }

    /** The word for its role as the record has it. */
    public String roleWord() {
        return role.word(saysMaster);
    }

    /** Whether it runs as what others follow: the primary, or the leader of a standby cluster. */
    public boolean runsAsLeader() {
        return runsAsPrimary() || state == MemberState.RUNNING && role == Role.STANDBY_LEADER;
    }

    /** Whether it was seen to run as the primary, and says so. */
    public boolean runsAsPrimary() {
        return state == MemberState.RUNNING && role == Role.PRIMARY;
    }

    /** Whether it runs as the primary, or is being promoted. */
    public boolean mayWrite() {
        return runsAsPrimary() || state == MemberState.RUNNING && role == Role.PROMOTED;
    }
}
