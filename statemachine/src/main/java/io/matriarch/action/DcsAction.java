package io.matriarch.action;

import io.matriarch.state.HistoryLine;
import io.matriarch.state.MemberRecord;
import io.matriarch.state.SlotStatus;
import io.matriarch.state.SyncState;
import io.matriarch.value.LockEpoch;
import io.matriarch.value.Lsn;
import io.matriarch.value.MemberName;
import io.matriarch.value.RequestId;
import io.matriarch.value.Revision;
import io.matriarch.value.SystemId;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** A request to the DCS. Each is answered by exactly one {@code DcsEvent.Answer}. */
public sealed interface DcsAction extends Action {
    /** Its number, which the answer carries. */
    RequestId request();

    /** What it must show at the last moment. */
    default Permit permit() {
        return new Permit.NoneNeeded();
    }

    /** Read every key, with watches on {@code leader} and {@code config}: {@code ClusterRead}. */
    record ReadCluster(RequestId request) implements DcsAction {}

    /** Send anything that has no effect: {@code SessionTouched}. */
    record TouchSession(RequestId request) implements DcsAction {}

    /**
     * Write our member node, making it under our session when it is missing or another session's,
     * then read the lock on the same session: {@code MemberWritten}. A record that offers our lock
     * must show that PostgreSQL is gone.
     */
    record WriteMember(RequestId request, MemberRecord record) implements DcsAction {
        @Override
        public Permit permit() {
            return record.offer().isPresent() ? new Permit.PostgresGone() : new Permit.NoneNeeded();
        }
    }

    /**
     * Create the lock under our session, if there is none and {@code sync} has this version: {@code
     * LockTaken} or {@code LockRefused}.
     *
     * @param syncVersion as in {@code SyncState}; -1 when there was no such node
     * @param permit how long the judgement counts that led here
     */
    record TakeLock(RequestId request, int syncVersion, Permit permit) implements DcsAction {}

    /**
     * Take the lock over from a holder that offers it, in one transaction: if its member node and
     * {@code sync} have these versions, delete its lock and create ours. {@code LockTaken} or
     * {@code LockRefused}.
     *
     * @param from the holder
     * @param tenure of the holder, which ends
     * @param offerVersion of the holder's member node as the offer was read in it
     * @param syncVersion as in {@code SyncState}; -1 when there was no such node
     * @param permit how long the judgement counts that led here
     */
    record TakeOver(
            RequestId request,
            MemberName from,
            LockEpoch tenure,
            int offerVersion,
            int syncVersion,
            Permit permit)
            implements DcsAction {}

    /**
     * Delete our lock of this tenure and say so in our member record, in one transaction: {@code
     * LockReleased}.
     *
     * @param record with {@code released} set
     * @param permit that PostgreSQL is gone; or maintenance or a standby cluster, in which a
     *     PostgreSQL that runs may be without the lock
     */
    record ReleaseLock(RequestId request, LockEpoch epoch, MemberRecord record, Permit permit)
            implements DcsAction {
        public ReleaseLock(RequestId request, LockEpoch epoch, MemberRecord record) {
            this(request, epoch, record, new Permit.PostgresGone());
        }
    }

    /**
     * Move what we own to a session with another timeout, in one transaction: begin a second
     * session and, if our member node and the lock are still those of the present one, delete both
     * and make them anew under the second (lease rule L10). {@code SessionMoved}, or {@code
     * WriteRefused} when nothing was moved. No other answer comes before the outcome is known.
     *
     * @param timeout to ask for
     * @param record what the new member node says
     * @param tenure ours, when the lock is
     * @param permit that the lock is ours, when it is
     */
    record MoveSession(
            RequestId request,
            Duration timeout,
            MemberRecord record,
            Optional<LockEpoch> tenure,
            Permit permit)
            implements DcsAction {}

    /** Create an empty {@code initialize}: {@code InitializeClaimed} or {@code WriteRefused}. */
    record ClaimInitialize(RequestId request) implements DcsAction {}

    /** Delete an empty {@code initialize} if unchanged: {@code Written} or {@code WriteRefused}. */
    record DropClaim(RequestId request, Revision revision) implements DcsAction {}

    /**
     * Write the system identifier into the claimed {@code initialize} and the first {@code config}:
     * {@code Written} or {@code WriteRefused}.
     */
    record AnnounceCluster(RequestId request, SystemId systemId, Revision claim, Permit permit)
            implements DcsAction {}

    /** Write the system identifier into a missing {@code initialize}: {@code Written}. */
    record WriteSystemId(RequestId request, SystemId systemId, Permit permit)
            implements DcsAction {}

    /** Write the settings in force into a missing {@code config}: {@code Written}. */
    record WriteConfig(RequestId request, Permit permit) implements DcsAction {}

    /**
     * Publish the leader's log position in {@code status}: {@code Written}.
     *
     * @param alsoOld whether in {@code optime/leader} too, for members that know no other key
     * @param slots what to say of slots; absent to leave what is said as it is
     */
    record WriteStatus(
            RequestId request,
            Lsn position,
            boolean alsoOld,
            Optional<SlotStatus> slots,
            Permit permit)
            implements DcsAction {
        /** Of the position alone. */
        public WriteStatus(RequestId request, Lsn position, boolean alsoOld, Permit permit) {
            this(request, position, alsoOld, Optional.empty(), permit);
        }
    }

    /** Publish where timelines forked: {@code Written}. */
    record WriteHistory(RequestId request, List<HistoryLine> lines, Permit permit)
            implements DcsAction {
        public WriteHistory {
            lines = List.copyOf(lines);
        }
    }

    /**
     * Publish who must promise for a leader without the DCS: {@code Written}.
     *
     * @param listed each member and its REST address
     */
    record WriteFailsafe(RequestId request, SortedMap<MemberName, String> listed, Permit permit)
            implements DcsAction {
        public WriteFailsafe {
            listed = Collections.unmodifiableSortedMap(new TreeMap<>(listed));
        }
    }

    /**
     * Write key {@code sync} if it still has this version, or make it when there is none: {@code
     * Written} or {@code WriteRefused}.
     *
     * @param content the set; its version is the one that was judged on, -1 for no such key
     */
    record WriteSync(RequestId request, SyncState content, Permit permit) implements DcsAction {}

    /** Write <code>{}</code> into an unchanged {@code failover}: {@code Written} or refused. */
    record ClearFailover(RequestId request, Revision revision, String why, Permit permit)
            implements DcsAction {}
}
