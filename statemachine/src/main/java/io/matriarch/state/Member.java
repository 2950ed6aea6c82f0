package io.matriarch.state;

import io.matriarch.value.MemberName;
import io.matriarch.value.SessionId;

/**
 * A member as the DCS shows it.
 *
 * @param name its name
 * @param owner the session that its node lives with
 * @param record what it says of itself
 */
public record Member(MemberName name, SessionId owner, MemberRecord record) {}
