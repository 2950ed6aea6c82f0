package io.matriarch.journal;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;

/** Finds the JSON form of a Java type, and remembers it. Safe for use by several threads. */
final class JsonForms {
    static final JsonForms SHARED = new JsonForms();

    private final Map<Type, JsonForm> known = new HashMap<>();

    private JsonForms() {}

    /**
     * The form of a record, sealed interface, scalar, {@code Optional}, {@code List} or map.
     *
     * @throws IllegalStateException for any other type: a mistake of the program
     */
    synchronized JsonForm of(Type type) {
        JsonForm form = known.get(type);
        if (form == null) {
            form = make(type);
            known.put(type, form);
        }
        return form;
    }

    private JsonForm make(Type type) {
        if (type instanceof ParameterizedType generic) {
            return container(generic);
        }
        if (type instanceof Class<?> plain) {
            Optional<JsonForm> scalar = ScalarForm.of(plain);
            if (scalar.isPresent()) {
                return scalar.get();
            }
            if (plain.isRecord()) {
                return new RecordForm(plain, this);
            }
            if (plain.isSealed()) {
                return new SealedForm(plain, this);
            }
        }
        throw new IllegalStateException("no JSON form for " + type);
    }

    private JsonForm container(ParameterizedType type) {
        Type[] of = type.getActualTypeArguments();
        if (type.getRawType() == Optional.class) {
            return new ContainerForms.OfOptional(of(of[0]));
        }
        if (type.getRawType() == List.class) {
            return new ContainerForms.OfList(of(of[0]));
        }
        if (type.getRawType() == SortedMap.class || type.getRawType() == Map.class) {
            boolean sorted = type.getRawType() == SortedMap.class;
            return new ContainerForms.OfMap(of(of[0]), of(of[1]), sorted);
        }
        throw new IllegalStateException("no JSON form for " + type);
    }
}
