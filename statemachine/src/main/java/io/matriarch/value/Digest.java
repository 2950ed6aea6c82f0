package io.matriarch.value;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.RecordComponent;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;

/**
 * A 64-bit digest of structure and content: equal values give equal digests in any JVM, and no text
 * is built. It walks record components, so a new component can never be forgotten.
 *
 * <p>Understands records, enums, strings, numbers, booleans, {@link Optional}, {@link Duration},
 * {@link Instant}, and collections and maps in their own order.
 */
public final class Digest {
    private static final long PRIME = 0x9E3779B97F4A7C15L;

    private static final ClassValue<Shape> SHAPES =
            new ClassValue<>() {
                @Override
                protected Shape computeValue(Class<?> type) {
                    return Shape.of(type);
                }
            };

    private long state = PRIME;

    private Digest() {}

    public static long of(Object... values) {
        Digest digest = new Digest();
        for (Object value : values) {
            digest.feed(value);
        }
        return digest.state;
    }

    private void feed(Object value) {
        switch (value) {
            case Record one -> feedRecord(one);
            case Enum<?> one -> feedText(one.name());
            case String one -> feedText(one);
            case Long one -> mix(one);
            case Integer one -> mix(one);
            case Boolean one -> mix(one ? 1 : 2);
            case Duration one -> mix(one.toNanos());
            case Instant one -> {
                mix(one.getEpochSecond());
                mix(one.getNano());
            }
            case Optional<?> one -> {
                mix(one.isPresent() ? 3 : 4);
                one.ifPresent(this::feed);
            }
            case Map<?, ?> one -> {
                mix(one.size());
                one.forEach((key, content) -> {
                    feed(key);
                    feed(content);
                });
            }
            case Collection<?> one -> {
                mix(one.size());
                one.forEach(this::feed);
            }
            default -> throw new IllegalArgumentException("no digest of " + value.getClass());
        }
    }

    private void feedRecord(Record value) {
        Shape shape = SHAPES.get(value.getClass());
        mix(shape.nameHash());
        for (MethodHandle accessor : shape.accessors()) {
            feed(read(accessor, value));
        }
    }

    private static Object read(MethodHandle accessor, Record value) {
        try {
            return (Object) accessor.invokeExact((Object) value);
        } catch (Throwable e) {
            throw new IllegalStateException("cannot read " + value.getClass(), e);
        }
    }

    private void feedText(String text) {
        mix(hash(text));
    }

    private static long hash(String text) {
        long hash = text.length();
        for (int i = 0; i < text.length(); i++) {
            hash = hash * 31 + text.charAt(i);
        }
        return hash;
    }

    private void mix(long value) {
        long mixed = (state ^ value) * PRIME;
        state = mixed ^ mixed >>> 29;
    }

    private record Shape(long nameHash, MethodHandle[] accessors) {
        static Shape of(Class<?> type) {
            try {
                MethodHandles.Lookup lookup = MethodHandles.publicLookup();
                RecordComponent[] components = type.getRecordComponents();
                MethodHandle[] accessors = new MethodHandle[components.length];
                for (int i = 0; i < components.length; i++) {
                    accessors[i] =
                            lookup.unreflect(components[i].getAccessor())
                                    .asType(MethodType.methodType(Object.class, Object.class));
                }
                return new Shape(hash(type.getSimpleName()), accessors);
            } catch (IllegalAccessException e) {
                throw new IllegalStateException(type + " must be public to have a digest", e);
            }
        }
    }
}
