package io.matriarch.state;

/**
 * What a member tells operators of itself, in its record; no decision rests on it (contract 1.4).
 *
 * @param pause whether it has seen that the cluster is in maintenance
 * @param plight why it can only be mended by an operator who reinitializes it; empty for not; an
 *     addition of ours
 */
public record MemberNotes(boolean pause, String plight) {
    public static final MemberNotes NONE = new MemberNotes(false, "");
}
