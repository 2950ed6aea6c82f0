package io.matriarch.value;

import java.util.Locale;

/** What the replication slot of a member is called (contract 1.15). */
public final class SlotName {
    private static final int LONGEST = 63;

    private SlotName() {}

    /**
     * Small letters, {@code _} for {@code -} and {@code .}, and the number of any other character
     * that a slot's name cannot have. Two members may share one name.
     */
    public static String of(MemberName member) {
        StringBuilder name = new StringBuilder();
        member.text().toLowerCase(Locale.ROOT).codePoints().forEach(one -> append(name, one));
        return name.length() > LONGEST ? name.substring(0, LONGEST) : name.toString();
    }

    private static void append(StringBuilder name, int character) {
        boolean plain =
                character >= 'a' && character <= 'z'
                        || character >= '0' && character <= '9'
                        || character == '_';
        if (plain) {
            name.appendCodePoint(character);
        } else if (character == '-' || character == '.') {
            name.append('_');
        } else {
            String digits = Integer.toString(character);
            name.append('u').append("0".repeat(Math.max(0, 4 - digits.length()))).append(digits);
        }
    }
}
