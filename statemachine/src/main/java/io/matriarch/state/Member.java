package io.matriarch.state;

import io.matriarch.value.MemberName;
import io.matriarch.value.SessionId;

/**
 * A member as the DCS shows it.
 *
 * @param name its name
 * @param owner the session that its node lives with
 * @param record what it says of itself
 * @param version how often its node was written since it was made: what an offer in it is taken on
 */
public record Member(MemberName name, SessionId owner, MemberRecord record, int version) {
    /** One whose node was written only once. */
    public Member(MemberName name, SessionId owner, MemberRecord record) {
        this(name, owner, record, 0);
    }
}
