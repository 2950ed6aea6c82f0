package io.matriarch.runtime.config;

import io.matriarch.runtime.amount.Amount;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** One mapping of the file, read key by key; what is wrong goes to {@link Problems}. */
final class Section {
    private static final Set<String> TRUE = Set.of("true", "on", "yes", "1", "t", "y");
    private static final Set<String> FALSE = Set.of("false", "off", "no", "0", "f", "n");

    private final String path;
    private final Tree.Mapping mapping;
    private final Problems problems;
    private final boolean present;
    private final Set<String> known = new TreeSet<>();
    private final Set<String> idle = new TreeSet<>();
    private final Map<String, Section> inner = new TreeMap<>();

    private Section(String path, Tree.Mapping mapping, Problems problems, boolean present) {
        this.path = path;
        this.mapping = mapping;
        this.problems = problems;
        this.present = present;
    }

    static Section root(Tree.Mapping mapping, Problems problems) {
        return new Section("", mapping, problems, true);
    }

    boolean isPresent() {
        return present;
    }

    Problems problems() {
        return problems;
    }

    String path(String key) {
        return path.isEmpty() ? key : path + "." + key;
    }

    /** Where the key stands, or the section when it does not. */
    Origin origin(String key) {
        Tree.Field field = mapping.fields().get(key);
        return field == null ? mapping.origin() : field.origin();
    }

    boolean has(String key) {
        return value(key).isPresent();
    }

    Optional<Tree> value(String key) {
        known.add(key);
        Tree.Field field = mapping.fields().get(key);
        return field == null || field.value() instanceof Tree.Nothing
                ? Optional.empty()
                : Optional.of(field.value());
    }

    Optional<String> text(String key) {
        Optional<Tree> value = value(key);
        if (value.isPresent() && !(value.get() instanceof Tree.Leaf)) {
            error(key, "must be one value, not " + kind(value.get()) + ".", "");
        }
        return value.map(one -> one instanceof Tree.Leaf leaf ? leaf.text() : "")
                .filter(text -> !text.isBlank());
    }

    String required(String key, String remedy) {
        boolean wrongKind = value(key).isPresent() && !(value(key).get() instanceof Tree.Leaf);
        Optional<String> text = text(key);
        if (text.isEmpty() && !wrongKind) {
            error(key, "is missing.", remedy);
        }
        return text.orElse("");
    }

    /** A time: a number of seconds, or one with a unit as PostgreSQL writes it. */
    Optional<Duration> duration(String key) {
        Optional<String> text = text(key);
        if (text.isEmpty()) {
            return Optional.empty();
        }
        Optional<Duration> time = Amount.duration(text.get()).filter(one -> !one.isNegative());
        if (time.isEmpty()) {
            error(key, quoted(text.get()), "Write seconds, or a time like 500ms or 2min.");
        }
        return time;
    }

    Optional<Boolean> flag(String key) {
        Optional<String> text = text(key);
        if (text.isEmpty()) {
            return Optional.empty();
        }
        String word = text.get().toLowerCase(Locale.ROOT);
        if (!TRUE.contains(word) && !FALSE.contains(word)) {
            error(key, quoted(text.get()), "Write true or false.");
        }
        return Optional.of(TRUE.contains(word));
    }

    Optional<HostPort> address(String key) {
        Optional<String> text = text(key);
        Optional<HostPort> address = text.flatMap(HostPort::parse);
        if (text.isPresent() && address.isEmpty()) {
            error(key, quoted(text.get()), "Write it as host:port.");
        }
        return address;
    }

    /** A list, or one text with commas. */
    List<String> texts(String key) {
        List<String> texts = new ArrayList<>();
        switch (value(key).orElse(null)) {
            case null -> {}
            case Tree.Items list -> list.items().forEach(item -> texts.add(text(item)));
            case Tree.Leaf leaf -> texts.addAll(List.of(leaf.text().split(",")));
            case Tree.Mapping _, Tree.Nothing _ -> error(key, "must be a list, not a mapping.", "");
        }
        return texts.stream().map(String::strip).filter(text -> !text.isEmpty()).toList();
    }

    /** The lines of a list; commas inside a line mean nothing. */
    Optional<List<String>> lines(String key) {
        Optional<Tree> value = value(key);
        if (value.isPresent() && !(value.get() instanceof Tree.Items)) {
            error(key, "must be a list, not " + kind(value.get()) + ".", "");
        }
        return value.map(one ->
                one instanceof Tree.Items list
                        ? list.items().stream().map(Section::text).toList()
                        : List.of());
    }

    /** A mapping inside, the same each time; an absent one reads as empty. */
    Section section(String key) {
        return inner.computeIfAbsent(key, this::read);
    }

    private Section read(String key) {
        return switch (value(key).orElse(null)) {
            case null -> absent(key);
            case Tree.Mapping found -> new Section(path(key), found, problems, true);
            case Tree other -> {
                error(key, "must be a section of keys, not " + kind(other) + ".", "");
                yield absent(key);
            }
        };
    }

    private Section absent(String key) {
        Tree.Mapping empty = new Tree.Mapping(origin(key), Map.of());
        return new Section(path(key), empty, problems, false);
    }

    /** Everything below the key as plain values. */
    Map<String, Object> plain(String key) {
        return switch (value(key).orElse(null)) {
            case Tree.Mapping found -> found.plain();
            case null -> Map.of();
            case Tree other -> {
                error(key, "must be a section of keys, not " + kind(other) + ".", "");
                yield Map.of();
            }
        };
    }

    Map<String, Tree.Field> fields() {
        known.addAll(mapping.fields().keySet());
        return mapping.fields();
    }

    /** Keys that Patroni knows and that have no effect here. */
    Section idle(String... keys) {
        idle.addAll(List.of(keys));
        return this;
    }

    /** Ends the reading: warns of keys that nobody asked for. */
    void end() {
        Set<String> all = new TreeSet<>(known);
        all.addAll(idle);
        mapping.fields()
                .forEach((key, field) -> {
                    if (idle.contains(key)) {
                        problems.warn(field.origin(), path(key), "has no effect in this version");
                    } else if (!known.contains(key)) {
                        String meant =
                                NearestKey.to(key, all)
                                        .map(near -> "; did you mean \"" + near + "\"?")
                                        .orElse("");
                        problems.warn(field.origin(), path(key), "unknown key, ignored" + meant);
                    }
                });
    }

    void error(String key, String what, String remedy) {
        problems.error(origin(key), path(key), what, remedy);
    }

    static String quoted(String value) {
        return "\"" + value + "\" does not fit.";
    }

    private static String text(Tree item) {
        return item instanceof Tree.Leaf leaf ? leaf.text() : String.valueOf(item.plain());
    }

    private static String kind(Tree value) {
        return switch (value) {
            case Tree.Mapping _ -> "a section of keys";
            case Tree.Items _ -> "a list";
            case Tree.Leaf _ -> "a single value";
            case Tree.Nothing _ -> "nothing";
        };
    }
}
