package io.matriarch.simulator.scenario;

import io.matriarch.value.MemberName;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** The words of one statement, read from left to right; a comma is a word of its own. */
final class Words {
    private static final String NAME = "a member's name";

    private final int line;
    private final String statement;
    private final List<String> words;
    private int next;

    /**
     * @param line counted from 1
     * @param statement the statement's first word, for error messages
     * @param text what follows it, without the comment
     */
    Words(int line, String statement, String text) {
        this.line = line;
        this.statement = statement;
        this.words = split(text);
    }

    boolean isEmpty() {
        return next == words.size();
    }

    /** Whether the next word is this one; it is not taken. */
    boolean is(String word) {
        return !isEmpty() && words.get(next).equals(word);
    }

    /** Whether the word after the next is this one. */
    boolean isSecond(String word) {
        return next + 1 < words.size() && words.get(next + 1).equals(word);
    }

    /** Takes the next word if it is this one. */
    boolean skip(String word) {
        boolean found = is(word);
        next += found ? 1 : 0;
        return found;
    }

    /**
     * Takes the next word.
     *
     * @param what is expected here, for the error message
     */
    String word(String what) {
        if (isEmpty()) {
            throw missing(what);
        }
        return words.get(next++);
    }

    /** Takes the next word, which must be this one. */
    void must(String word) {
        String found = word("'" + word + "'");
        if (!found.equals(word)) {
            throw wrong(found, "write '" + word + "' here");
        }
    }

    MemberName member() {
        return name(word(NAME), "");
    }

    /** One name or more, with or without commas between, up to the first of {@code ends}. */
    List<MemberName> members(String... ends) {
        List<MemberName> names = new ArrayList<>();
        names.add(member());
        while (!isEmpty() && !List.of(ends).contains(words.get(next))) {
            if (!skip(",")) {
                names.add(name(word(NAME), or(ends)));
            }
        }
        return names;
    }

    /** The same, up to a word that begins with a digit. */
    List<MemberName> membersUntilNumber() {
        List<MemberName> names = new ArrayList<>();
        names.add(member());
        while (!isEmpty() && !Character.isDigit(words.get(next).charAt(0))) {
            if (!skip(",")) {
                names.add(member());
            }
        }
        return names;
    }

    /** A whole number from 1, with that unit behind it. */
    int share(String unit, int most) {
        String expected = "a number from 1 to " + most + " with " + unit + " behind it";
        return read(
                expected,
                word ->
                        word.matches("[1-9]\\d{0,2}" + unit)
                                ? Optional.of(
                                                Integer.parseInt(
                                                        word.substring(
                                                                0, word.length() - unit.length())))
                                        .filter(number -> number <= most)
                                : Optional.empty());
    }

    Duration duration() {
        return read("a time such as 20s, 500ms, 5min or 1h", Amounts::duration);
    }

    long number() {
        return read(
                "a whole number",
                text ->
                        text.matches("[0-9]{1,18}")
                                ? Optional.of(Long.parseLong(text))
                                : Optional.empty());
    }

    /** Takes the next word and reads it. */
    <T> T read(String what, Function<String, Optional<T>> reader) {
        String word = word(what);
        return reader.apply(word).orElseThrow(() -> wrong(word, "write " + what));
    }

    /** The statement must end here. */
    void end() {
        if (!isEmpty()) {
            throw wrong(
                    words.get(next),
                    "the statement ends before it; leave it out"
                            + (statement.equals("expect") ? ", or put a comma before it" : ""));
        }
    }

    ScenarioError wrong(String word, String remedy) {
        return new ScenarioError(line, statement, word, remedy);
    }

    private ScenarioError missing(String what) {
        return new ScenarioError(line, statement, "", "something is missing: write " + what);
    }

    private static String or(String... words) {
        StringBuilder text = new StringBuilder();
        for (String word : words) {
            text.append(word.equals(",") ? "" : "'" + word + "' or ");
        }
        return text.toString();
    }

    private MemberName name(String word, String otherwise) {
        if (!word.matches("[A-Za-z][A-Za-z0-9_.-]*")) {
            throw wrong(
                    word,
                    "write "
                            + otherwise
                            + "a member's name: a letter, then letters, digits, _ . -");
        }
        return new MemberName(word);
    }

    private static List<String> split(String text) {
        List<String> words = new ArrayList<>();
        for (String word : text.replace(",", " , ").strip().split("\\s+")) {
            if (!word.isEmpty()) {
                words.add(word);
            }
        }
        return words;
    }
}
