package io.matriarch.state;

import io.matriarch.value.Moment;
import io.matriarch.value.RequestId;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/**
 * Requests under way, at most one of each kind, and the numbers given out.
 *
 * @param nextNumber the next number for a request, an operation or a fence order
 * @param pending the unanswered ones
 */
public record Requests(long nextNumber, Map<Kind, Pending> pending) {
    public static final Requests NONE = new Requests(1, Collections.emptyMap());

    /** What a request is about. */
    public enum Kind {
        READ,
        TOUCH,
        /** Renewing or publishing: both write our member node. */
        MEMBER,
        LOCK,
        /** Moving what we own to another session. */
        MOVE,
        INITIALIZE,
        CONFIG,
        STATUS,
        HISTORY,
        FAILSAFE,
        FAILOVER,
        PROBE,
        CHECKPOINT,
        WRITE,
        SYNC,
        /** A change of PostgreSQL's configuration while it runs. */
        RELOAD,
        /** Changes to PostgreSQL's replication slots. */
        SLOTS,
        /** A look at the server that a standby cluster follows. */
        REMOTE
    }

    /**
     * One unanswered request.
     *
     * @param id its number
     * @param sentAt when it was ordered
     */
    public record Pending(RequestId id, Moment sentAt) {}

    public Requests {
        EnumMap<Kind, Pending> copy = new EnumMap<>(Kind.class);
        copy.putAll(pending);
        pending = Collections.unmodifiableMap(copy);
    }

    public boolean isPending(Kind kind) {
        return pending.containsKey(kind);
    }

    /** Whether a request that makes, deletes or moves the lock is unanswered. */
    public boolean isAboutLock() {
        return isPending(Kind.LOCK) || isPending(Kind.MOVE);
    }

    /** The number that {@link #with} would give next. */
    public RequestId next() {
        return new RequestId(nextNumber);
    }

    /** Notes a request under {@link #next()}. */
    public Requests with(Kind kind, Moment now) {
        EnumMap<Kind, Pending> more = copy();
        more.put(kind, new Pending(next(), now));
        return new Requests(nextNumber + 1, more);
    }

    /** Takes one number without a request. */
    public Requests taken() {
        return new Requests(nextNumber + 1, pending);
    }

    /** Forgets the request with this number; an unknown number changes nothing. */
    public Requests without(RequestId id) {
        EnumMap<Kind, Pending> fewer = copy();
        fewer.values().removeIf(one -> one.id().equals(id));
        return fewer.size() == pending.size() ? this : new Requests(nextNumber, fewer);
    }

    /** Which kind the number was given to, while it is unanswered. */
    public Optional<Kind> kindOf(RequestId id) {
        return pending.entrySet().stream()
                .filter(one -> one.getValue().id().equals(id))
                .map(Map.Entry::getKey)
                .findFirst();
    }

    private EnumMap<Kind, Pending> copy() {
        EnumMap<Kind, Pending> copy = new EnumMap<>(Kind.class);
        copy.putAll(pending);
        return copy;
    }
}
