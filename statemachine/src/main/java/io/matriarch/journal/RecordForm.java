package io.matriarch.journal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;

/**
 * A record: a JSON object with a field per component, or, when its only component is a scalar, that
 * component bare.
 */
final class RecordForm implements JsonForm {
    private record Field(String name, JsonForm form, MethodHandle accessor) {}

    private final Class<?> type;
    private final List<Field> fields;
    private final MethodHandle constructor;

    RecordForm(Class<?> type, JsonForms forms) {
        this.type = type;
        RecordComponent[] components = type.getRecordComponents();
        this.fields = Arrays.stream(components).map(one -> field(one, forms)).toList();
        this.constructor = constructor(type, components);
    }

    @Override
    public boolean isScalar() {
        return fields.size() == 1 && fields.get(0).form().isScalar();
    }

    @Override
    public JsonNode write(Object value) {
        if (isScalar()) {
            Field only = fields.get(0);
            return only.form().write(get(only, value));
        }
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        writeFields(value, object);
        return object;
    }

    /** Adds the components to the object; the absent ones are left out. */
    void writeFields(Object value, ObjectNode object) {
        for (Field field : fields) {
            JsonNode content = field.form().write(get(field, value));
            if (!content.isNull()) {
                object.set(field.name(), content);
            }
        }
    }

    @Override
    public Object read(JsonNode node) {
        if (node.isObject()) {
            return readFields(node);
        }
        if (isScalar()) {
            return make(fields.get(0).form().read(node));
        }
        throw new IllegalArgumentException("not a " + type.getSimpleName() + ": " + node);
    }

    Object readFields(JsonNode object) {
        Object[] values = new Object[fields.size()];
        for (int i = 0; i < values.length; i++) {
            Field field = fields.get(i);
            try {
                values[i] = field.form().readOrAbsent(object.get(field.name()));
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException(
                        type.getSimpleName() + "." + field.name() + ": " + e.getMessage(), e);
            }
        }
        return make(values);
    }

    @Override
    public Object absent() {
        if (!isScalar()) {
            throw new IllegalArgumentException("is missing");
        }
        return make(fields.get(0).form().absent());
    }

    @Override
    public Object readKey(String key) {
        return make(fields.get(0).form().readKey(key));
    }

    private Object make(Object... values) {
        try {
            return (Object) constructor.invokeExact(values);
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException("cannot make a " + type, e);
        }
    }

    private static Object get(Field field, Object value) {
        try {
            return (Object) field.accessor().invokeExact(value);
        } catch (Throwable e) {
            throw new IllegalStateException("cannot read " + field.name() + " of " + value, e);
        }
    }

    private static Field field(RecordComponent component, JsonForms forms) {
        try {
            MethodHandle accessor =
                    MethodHandles.publicLookup()
                            .unreflect(component.getAccessor())
                            .asType(MethodType.methodType(Object.class, Object.class));
            return new Field(component.getName(), forms.of(component.getGenericType()), accessor);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException("must be public: " + component, e);
        }
    }

    private static MethodHandle constructor(Class<?> type, RecordComponent[] components) {
        Class<?>[] types =
                Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
        try {
            return MethodHandles.publicLookup()
                    .findConstructor(type, MethodType.methodType(void.class, types))
                    .asFixedArity()
                    .asSpreader(Object[].class, types.length)
                    .asType(MethodType.methodType(Object.class, Object[].class));
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("must have a public constructor: " + type, e);
        }
    }
}
