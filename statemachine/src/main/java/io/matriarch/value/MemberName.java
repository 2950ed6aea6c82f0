package io.matriarch.value;

/**
 * The name of a member: {@code name} in its configuration and in {@code members/NAME}.
 *
 * @param text not blank, no slash
 */
public record MemberName(String text) implements Comparable<MemberName> {
    public MemberName {
        if (text.isBlank() || text.indexOf('/') >= 0) {
            throw new IllegalArgumentException("not a member name: '" + text + "'");
        }
    }

    /**
     * Whether PostgreSQL takes both for the same standby: {@code synchronous_standby_names} does
     * not tell capital letters from small ones (PostgreSQL documentation, 19.6.2).
     */
    public boolean isNamedLike(MemberName other) {
        return text.equalsIgnoreCase(other.text);
    }

    @Override
    public int compareTo(MemberName other) {
        return text.compareTo(other.text);
    }

    @Override
    public String toString() {
        return text;
    }
}
