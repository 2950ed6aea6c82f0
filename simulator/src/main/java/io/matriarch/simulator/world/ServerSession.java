package io.matriarch.simulator.world;

import io.matriarch.value.MemberName;
import io.matriarch.value.Moment;
import io.matriarch.value.SessionId;
import java.time.Duration;
import java.util.Optional;

/** A session as the server sees it. */
final class ServerSession {
    final SessionId id;
    final MemberName member;
    final Duration timeout;
    final Duration reportPhase;
    Optional<DcsLink> link = Optional.empty();
    Moment expiry;
    boolean reportPending;

    ServerSession(SessionId id, MemberName member, Duration timeout, Duration reportPhase) {
        this.id = id;
        this.member = member;
        this.timeout = timeout;
        this.reportPhase = reportPhase;
    }
}
