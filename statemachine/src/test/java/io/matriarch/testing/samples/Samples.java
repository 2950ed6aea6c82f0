package io.matriarch.testing.samples;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Makes a value of any record, sealed interface, enum, scalar, optional, list or map of them. What
 * a constructor refuses is tried again with other values. The same seed gives the same value.
 */
public final class Samples {
    private static final int TRIES = 200;
    private static final int MOST_ELEMENTS = 3;

    private static final ClassValue<List<Class<?>>> LEAVES =
            new ClassValue<>() {
                @Override
                protected List<Class<?>> computeValue(Class<?> type) {
                    return findLeaves(type);
                }
            };

    private static final ClassValue<Shape> SHAPES =
            new ClassValue<>() {
                @Override
                protected Shape computeValue(Class<?> type) {
                    return Shape.of(type);
                }
            };

    private Samples() {}

    /** A value of a class. */
    public static <T> T of(Class<T> type, SplitMix seed) {
        return type.cast(any(type, seed));
    }

    /** A value of a type that may have parameters, such as a record component's. */
    public static Object any(Type type, SplitMix seed) {
        if (type instanceof ParameterizedType generic) {
            return container(generic, seed);
        }
        Class<?> plain = (Class<?>) type;
        Optional<Object> scalar = Scalars.sample(plain, seed);
        if (scalar.isPresent()) {
            return scalar.get();
        }
        if (plain.isEnum()) {
            return seed.pick(Arrays.asList(plain.getEnumConstants()));
        }
        if (plain.isSealed()) {
            return any(seed.pick(leaves(plain)), seed);
        }
        if (plain.isRecord()) {
            return record(plain, seed);
        }
        throw new IllegalArgumentException("no samples of " + type);
    }

    /** The records under a sealed interface, in the order of their declaration. */
    public static List<Class<?>> leaves(Class<?> type) {
        return LEAVES.get(type);
    }

    private static List<Class<?>> findLeaves(Class<?> type) {
        List<Class<?>> found = new ArrayList<>();
        for (Class<?> child : type.getPermittedSubclasses()) {
            found.addAll(child.isSealed() ? findLeaves(child) : List.of(child));
        }
        return List.copyOf(found);
    }

    private static Object record(Class<?> type, SplitMix seed) {
        Shape shape = SHAPES.get(type);
        for (int i = 0; i < TRIES; i++) {
            Object[] values = new Object[shape.components().size()];
            for (int j = 0; j < values.length; j++) {
                values[j] = any(shape.components().get(j), seed);
            }
            Optional<Object> made = shape.make(values);
            if (made.isPresent()) {
                return made.get();
            }
        }
        throw new IllegalStateException("no luck in " + TRIES + " tries to make a " + type);
    }

    private static Object container(ParameterizedType type, SplitMix seed) {
        Type[] of = type.getActualTypeArguments();
        if (type.getRawType() == Optional.class) {
            return seed.oneIn(3) ? Optional.empty() : Optional.of(any(of[0], seed));
        }
        int size = seed.below(MOST_ELEMENTS + 1);
        if (type.getRawType() == List.class) {
            List<Object> list = new ArrayList<>();
            for (int i = 0; i < size; i++) {
                list.add(any(of[0], seed));
            }
            return list;
        }
        if (type.getRawType() == SortedMap.class || type.getRawType() == Map.class) {
            SortedMap<Object, Object> map = new TreeMap<>();
            for (int i = 0; i < size; i++) {
                map.put(any(of[0], seed), any(of[1], seed));
            }
            return map;
        }
        throw new IllegalArgumentException("no samples of " + type);
    }

    private record Shape(List<Type> components, Constructor<?> constructor) {
        static Shape of(Class<?> type) {
            RecordComponent[] components = type.getRecordComponents();
            Class<?>[] raw =
                    Arrays.stream(components)
                            .map(RecordComponent::getType)
                            .toArray(Class<?>[]::new);
            try {
                return new Shape(
                        Arrays.stream(components).map(RecordComponent::getGenericType).toList(),
                        type.getConstructor(raw));
            } catch (NoSuchMethodException e) {
                throw new IllegalStateException("must have a public constructor: " + type, e);
            }
        }

        /** Empty when the constructor refuses the values. */
        Optional<Object> make(Object[] values) {
            try {
                return Optional.of(constructor.newInstance(values));
            } catch (InvocationTargetException e) {
                if (e.getCause() instanceof IllegalArgumentException) {
                    return Optional.empty();
                }
                throw new IllegalStateException(constructor + " fails on samples", e);
            } catch (ReflectiveOperationException e) {
                throw new IllegalStateException("cannot call " + constructor, e);
            }
        }
    }
}
