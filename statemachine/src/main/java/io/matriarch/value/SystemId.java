package io.matriarch.value;

/**
 * The system identifier that initdb gives a cluster, as unsigned decimal text of ten digits or
 * more.
 *
 * @param text the digits
 */
public record SystemId(String text) {
    public SystemId {
        if (!isValid(text)) {
            throw new IllegalArgumentException("not a system identifier: '" + text + "'");
        }
    }

    /** Whether the text is one; Patroni takes anything else in {@code initialize} for invalid. */
    public static boolean isValid(String text) {
        return text.length() >= 10 && text.chars().allMatch(c -> c >= '0' && c <= '9');
    }

    @Override
    public String toString() {
        return text;
    }
}
