package io.matriarch.tidy;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.regex.Pattern;

/** A Java file as text: what is code in it, and how long its methods are. */
final class JavaText {
    private static final Pattern LITERALS =
            Pattern.compile(
                    "\"\"\".*?(?<!\\\\)\"\"\""
                            + "|\"(?:\\\\.|[^\"\\\\\n])*\""
                            + "|'(?:\\\\.|[^'\\\\\n])+'"
                            + "|//[^\n]*"
                            + "|/\\*.*?\\*/",
                    Pattern.DOTALL);
    private static final Pattern TYPE =
            Pattern.compile("(?<![\\w.])(?:class|interface|enum|record)\\s+\\w+");
    private static final Pattern METHOD =
            Pattern.compile("\\w\\s*\\(|^\\s*(?:public\\s+)?\\w+\\s*$");

    /** One method with a body, a constructor, or a lambda that a field holds. */
    record Method(String header, int line, int lines) {}

    private JavaText() {}

    /** The file with its comments and literals blanked; lines stay where they are. */
    static String code(String source) {
        return LITERALS.matcher(source).replaceAll(match -> blank(match.group()));
    }

    private static String blank(String text) {
        String lines = text.replaceAll("[^\n]", "");
        return text.startsWith("\"") && !text.startsWith("\"\"\"") ? "\"\"" : lines;
    }

    /** All methods in the body of a type; what is nested in a method counts to that method. */
    static List<Method> methods(String code) {
        List<Method> found = new ArrayList<>();
        Deque<Boolean> typeBodies = new ArrayDeque<>();
        int header = 0;
        for (int i = 0; i < code.length(); i++) {
            char one = code.charAt(i);
            if (one == '{') {
                String before = code.substring(header, i);
                boolean isType = TYPE.matcher(before).find();
                boolean inType = !typeBodies.isEmpty() && typeBodies.peek();
                if (!isType && inType && METHOD.matcher(before).find()) {
                    int end = endOfBlock(code, i);
                    found.add(method(code, header, i, end));
                    i = end;
                } else {
                    typeBodies.push(isType);
                }
                header = i + 1;
            } else if (one == '}') {
                if (!typeBodies.isEmpty()) {
                    typeBodies.pop();
                }
                header = i + 1;
            } else if (one == ';') {
                header = i + 1;
            }
        }
        return found;
    }

    private static Method method(String code, int header, int open, int end) {
        int start = header;
        while (Character.isWhitespace(code.charAt(start))) {
            start++;
        }
        String text = code.substring(start, open).strip().replaceAll("\\s+", " ");
        return new Method(text, line(code, start), line(code, end) - line(code, start) + 1);
    }

    private static int endOfBlock(String code, int open) {
        int depth = 0;
        for (int i = open; i < code.length(); i++) {
            if (code.charAt(i) == '{') {
                depth++;
            } else if (code.charAt(i) == '}' && --depth == 0) {
                return i;
            }
        }
        return code.length() - 1;
    }

    private static int line(String code, int at) {
        return 1 + (int) code.substring(0, at).chars().filter(c -> c == '\n').count();
    }
}
