package io.matriarch.state;

/**
 * What a member tells operators of itself, in its record; no decision rests on it (contract 1.4).
 *
 * @param pause whether it has seen that the cluster is in maintenance
 */
public record MemberNotes(boolean pause) {
    public static final MemberNotes NONE = new MemberNotes(false);
}
