package io.matriarch.simulator.world;

import io.matriarch.state.Lock;
import io.matriarch.state.Member;
import io.matriarch.state.MemberRecord;
import io.matriarch.state.Offer;
import io.matriarch.value.LockEpoch;
import io.matriarch.value.MemberName;
import io.matriarch.value.SessionId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.LongSupplier;

/** The nodes that go with their session: the members' and the lock. */
final class SessionNodes {
    private final LongSupplier transaction;
    private final Runnable watched;
    private final TreeMap<MemberName, Node<MemberRecord>> members = new TreeMap<>();
    private Optional<Node<MemberName>> lock = Optional.empty();

    /**
     * @param transaction counts one more change
     * @param watched called after {@code leader}, or an offer of the lock, changed
     */
    SessionNodes(LongSupplier transaction, Runnable watched) {
        this.transaction = transaction;
        this.watched = watched;
    }

    void copy(SessionNodes other) {
        members.putAll(other.members);
        lock = other.lock;
    }

    List<Runnable> wiping() {
        List<Runnable> steps = new ArrayList<>();
        members.keySet().forEach(name -> steps.add(() -> members.remove(name)));
        steps.add(() -> lock = Optional.empty());
        return steps;
    }

    SortedMap<MemberName, Member> members() {
        SortedMap<MemberName, Member> found = new TreeMap<>();
        members.forEach((name, node) ->
                found.put(
                        name,
                        new Member(
                                name, node.owner().orElseThrow(), node.content(), node.version())));
        return found;
    }

    Lock lock() {
        return NodeViews.lock(lock);
    }

    Optional<LockEpoch> epoch() {
        return lock.map(node -> new LockEpoch(node.czxid()));
    }

    /** Whether the lock is the one of that tenure. */
    boolean isTenure(LockEpoch epoch) {
        return epoch().equals(Optional.of(epoch));
    }

    /** Writes the member's node, making it anew when it is missing or another session's. */
    void writeMember(MemberName name, SessionId owner, MemberRecord record) {
        long zxid = transaction.getAsLong();
        Node<MemberRecord> before = members.get(name);
        boolean mine = before != null && before.owner().equals(Optional.of(owner));
        members.put(
                name, mine ? before.with(record) : new Node<>(record, zxid, 0, Optional.of(owner)));
        Optional<Offer> offered =
                Optional.ofNullable(before).flatMap(node -> node.content().offer());
        if (!offered.equals(record.offer())) {
            watched.run();
        }
    }

    /** Why the lock was not made; its tenure otherwise is in {@link #epoch}. */
    Optional<String> takeLock(MemberName name, SessionId owner) {
        if (lock.isPresent()) {
            return Optional.of(lock.get().content() + " has the lock");
        }
        make(name, owner);
        return Optional.empty();
    }

    /**
     * All or nothing: if the holder's node has this version, the lock is deleted and made anew.
     *
     * @return why not
     */
    Optional<String> takeOver(MemberName name, SessionId owner, MemberName from, int offerVersion) {
        Node<MemberRecord> holder = members.get(from);
        if (holder == null || holder.version() != offerVersion || lock.isEmpty()) {
            return Optional.of("what " + from + " offered has changed");
        }
        make(name, owner);
        return Optional.empty();
    }

    boolean releaseLock(MemberName name, SessionId owner, LockEpoch epoch, MemberRecord record) {
        if (!lock().equals(new Lock.Held(name, owner, epoch))) {
            return false;
        }
        writeMember(name, owner, record);
        lock = Optional.empty();
        watched.run();
        return true;
    }

    /**
     * All or nothing: what the one session owns, the member's node and the lock where a tenure is
     * given, is made anew for the other.
     */
    boolean move(
            MemberName name,
            SessionId from,
            SessionId to,
            Optional<LockEpoch> tenure,
            MemberRecord record) {
        boolean lockIsOurs =
                tenure.map(epoch -> lock().equals(new Lock.Held(name, from, epoch))).orElse(true);
        if (!isOwner(name, from) || !lockIsOurs) {
            return false;
        }
        members.put(name, new Node<>(record, transaction.getAsLong(), 0, Optional.of(to)));
        if (tenure.isPresent()) {
            make(name, to);
        }
        return true;
    }

    /** Whether the member's node is that session's. */
    boolean isOwner(MemberName name, SessionId session) {
        Node<MemberRecord> node = members.get(name);
        return node != null && node.owner().equals(Optional.of(session));
    }

    void deleteLock() {
        if (lock.isPresent()) {
            transaction.getAsLong();
            lock = Optional.empty();
            watched.run();
        }
    }

    /** Removes what the session owns. */
    void sessionOver(SessionId session) {
        transaction.getAsLong();
        Optional<SessionId> owner = Optional.of(session);
        members.values().removeIf(node -> node.owner().equals(owner));
        if (lock.filter(node -> node.owner().equals(owner)).isPresent()) {
            lock = Optional.empty();
            watched.run();
        }
    }

    private void make(MemberName name, SessionId owner) {
        lock = Optional.of(new Node<>(name, transaction.getAsLong(), 0, Optional.of(owner)));
        watched.run();
    }
}
