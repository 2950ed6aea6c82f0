package io.matriarch.rule;

import io.matriarch.judge.Situation;
import java.lang.reflect.Constructor;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Every situation of a chapter, made from every combination of its columns' values. */
final class Enumeration {
    private Enumeration() {}

    static <S extends Situation> void forEach(Chapter<S> chapter, Consumer<S> visitor) {
        visit(chapter, constructor(chapter), new ArrayList<>(), visitor);
    }

    private static <S extends Situation> void visit(
            Chapter<S> chapter,
            Constructor<S> constructor,
            List<Object> chosen,
            Consumer<S> visitor) {
        if (chosen.size() == chapter.columns().size()) {
            visitor.accept(make(constructor, chosen));
            return;
        }
        for (Object value : chapter.columns().get(chosen.size()).all()) {
            chosen.add(value);
            visit(chapter, constructor, chosen, visitor);
            chosen.removeLast();
        }
    }

    @SuppressWarnings("unchecked")
    private static <S extends Situation> Constructor<S> constructor(Chapter<S> chapter) {
        Class<?>[] types = chapter.columns().stream().map(Column::values).toArray(Class<?>[]::new);
        for (Class<?> type : Situation.class.getPermittedSubclasses()) {
            try {
                Constructor<S> found = (Constructor<S>) type.getDeclaredConstructor(types);
                if (chapter.columns().size() == type.getRecordComponents().length) {
                    return found;
                }
            } catch (NoSuchMethodException e) {
                continue;
            }
        }
        throw new AssertionError(
                "the columns of \"" + chapter.title() + "\" are not those of any situation");
    }

    private static <S extends Situation> S make(Constructor<S> constructor, List<Object> values) {
        try {
            return constructor.newInstance(values.toArray());
        } catch (ReflectiveOperationException e) {
            throw new AssertionError(e);
        }
    }
}
