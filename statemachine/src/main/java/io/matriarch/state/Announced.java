package io.matriarch.state;

import io.matriarch.value.LockEpoch;
import io.matriarch.value.Moment;
import java.time.Instant;
import java.util.Optional;

/**
 * What scripts were told, and what they said.
 *
 * @param life what callbacks were last told of PostgreSQL
 * @param role in what role it was then; {@link Role#UNINITIALIZED} before they were told anything
 * @param startedAt when that server had started, by its own clock; absent when not known
 * @param reloaded whether its configuration was reloaded and callbacks were not told yet
 * @param agreed for which tenure the script before a promotion agreed
 * @param refusedAt when it last refused
 */
public record Announced(
        Life life,
        Role role,
        Optional<Instant> startedAt,
        boolean reloaded,
        Optional<LockEpoch> agreed,
        Optional<Moment> refusedAt) {
    public static final Announced NOTHING =
            new Announced(
                    Life.UNTOLD,
                    Role.UNINITIALIZED,
                    Optional.empty(),
                    false,
                    Optional.empty(),
                    Optional.empty());

    /** Whether PostgreSQL ran when callbacks were last told. */
    public enum Life {
        UNTOLD,
        UP,
        DOWN
    }

    public Announced with(Life nextLife, Role nextRole) {
        return new Announced(nextLife, nextRole, startedAt, reloaded, agreed, refusedAt);
    }

    public Announced withStartedAt(Optional<Instant> value) {
        return new Announced(life, role, value, reloaded, agreed, refusedAt);
    }

    public Announced withReloaded(boolean value) {
        return new Announced(life, role, startedAt, value, agreed, refusedAt);
    }

    /** The script before a promotion agreed to lead in this tenure. */
    public Announced withAgreed(LockEpoch epoch) {
        return new Announced(life, role, startedAt, reloaded, Optional.of(epoch), Optional.empty());
    }

    public Announced withRefusal(Moment at) {
        return new Announced(life, role, startedAt, reloaded, Optional.empty(), Optional.of(at));
    }
}
