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
        String text = member.text().toLowerCase(Locale.ROOT);
        if (isPlain(text)) {
            return text.length() > LONGEST ? text.substring(0, LONGEST) : text;
        }
        StringBuilder name = new StringBuilder();
        text.codePoints().forEach(one -> append(name, one));
        return name.length() > LONGEST ? name.substring(0, LONGEST) : name.toString();
    }

    private static boolean isPlain(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (!isPlain(text.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    private static boolean isPlain(int character) {
        return character >= 'a' && character <= 'z'
                || character >= '0' && character <= '9'
                || character == '_';
    }

    private static void append(StringBuilder name, int character) {
        if (isPlain(character)) {
            name.appendCodePoint(character);
        } else if (character == '-' || character == '.') {
            name.append('_');
        } else {
            String digits = Integer.toString(character);
            name.append('u').append("0".repeat(Math.max(0, 4 - digits.length()))).append(digits);
        }
    }
}
