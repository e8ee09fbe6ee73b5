package org.fingerpost.core.policy.image;

import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

import org.fingerpost.api.policy.MacroText;

/**
 * Records, component by component in their order. Which record it is comes from the program, never from what is read; a component
 * of a type that is not known here is a mistake of ours and shows in the first test.
 */
final class RecordCodec<R extends Record> implements Codec<R> {

    private static final Map<Type, Codec<?>> SIMPLE = Map.of(String.class, STRING, int.class, NUMBER, boolean.class, TRUTH,
            MacroText.class, MACRO_TEXT, Path.class, PATH, OptionalInt.class, OPTIONAL_NUMBER);

    private final Constructor<R> constructor;
    private final List<Method> accessors = new ArrayList<>();
    private final List<Codec<Object>> codecs = new ArrayList<>();

    private RecordCodec(Class<R> type, Map<Class<?>, Codec<?>> known) {
        RecordComponent[] components = type.getRecordComponents();
        try {
            constructor = type.getConstructor(Arrays.stream(components).map(RecordComponent::getType).toArray(Class[]::new));
        } catch (NoSuchMethodException e) {
            throw new IllegalArgumentException(type + " is not public", e);
        }
        for (RecordComponent component : components) {
            accessors.add(component.getAccessor());
            codecs.add(cast(codec(component.getGenericType(), known)));
        }
    }

    static <R extends Record> Codec<R> of(Class<R> type) {
        return new RecordCodec<>(type, new HashMap<>());
    }

    private static Codec<?> codec(Type type, Map<Class<?>, Codec<?>> known) {
        if (SIMPLE.containsKey(type)) {
            return SIMPLE.get(type);
        }
        if (type instanceof ParameterizedType generic) {
            Codec<?> element = codec(generic.getActualTypeArguments()[0], known);
            if (generic.getRawType() == List.class) {
                return element.list();
            }
            if (generic.getRawType() == Set.class) {
                return element.set();
            }
            if (generic.getRawType() == Optional.class) {
                return element.optional();
            }
        }
        if (type instanceof Class<?> raw && raw.isRecord()) {
            return known.computeIfAbsent(raw, r -> new RecordCodec<>(r.asSubclass(Record.class), new HashMap<>()));
        }
        if (type instanceof Class<?> raw && raw.isEnum()) {
            return constants(raw);
        }
        throw new IllegalArgumentException("no way to write " + type);
    }

    private static <E extends Enum<E>> Codec<E> constants(Class<?> type) {
        Class<E> constants = cast(type);
        return Codec.ofEnum(constants);
    }

    @SuppressWarnings("unchecked")
    private static <T> T cast(Object value) {
        return (T) value;
    }

    @Override
    public void write(OctetWriter out, R value) {
        try {
            for (int i = 0; i < codecs.size(); i++) {
                codecs.get(i).write(out, accessors.get(i).invoke(value));
            }
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public R read(OctetReader in) throws DamagedImageException {
        Object[] values = new Object[codecs.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = codecs.get(i).read(in);
        }
        try {
            return constructor.newInstance(values);
        } catch (ReflectiveOperationException e) {
            throw new DamagedImageException("values that do not belong together: " + e.getCause());
        }
    }
}
