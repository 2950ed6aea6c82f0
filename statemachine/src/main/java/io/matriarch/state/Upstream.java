package io.matriarch.state;

import io.matriarch.value.MemberName;

/**
 * Where a standby streams from, or a copy comes from.
 *
 * @param member the member
 * @param connUrl its {@code conn_url}
 */
public record Upstream(MemberName member, String connUrl) {}
