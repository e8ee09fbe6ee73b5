package org.fingerpost.core.policy.image;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

import org.fingerpost.api.policy.MacroText;

/** How values of one type are written and read. */
interface Codec<T> {

    Codec<String> STRING = of(OctetWriter::string, OctetReader::string);
    Codec<Integer> NUMBER = of(OctetWriter::number, OctetReader::number);
    Codec<Boolean> TRUTH = of((out, value) -> out.number(value ? 1 : 0), in -> in.number() != 0);
    Codec<MacroText> MACRO_TEXT = of((out, value) -> out.string(value.source()), in -> MacroText.parse(in.string()));
    Codec<Path> PATH = of((out, value) -> out.string(value.toString()), Codec::path);
    Codec<OptionalInt> OPTIONAL_NUMBER = of((out, value) -> {
        out.number(value.isPresent() ? 1 : 0);
        value.ifPresent(out::number);
    }, in -> in.number() == 0 ? OptionalInt.empty() : OptionalInt.of(in.number()));

    void write(OctetWriter out, T value);

    T read(OctetReader in) throws DamagedImageException;

    /** Reads, or finds damage. */
    @FunctionalInterface
    interface Decoder<T> {
        T read(OctetReader in) throws DamagedImageException;
    }

    /** Writes. */
    @FunctionalInterface
    interface Encoder<T> {
        void write(OctetWriter out, T value);
    }

    static <T> Codec<T> of(Encoder<T> writing, Decoder<T> reading) {
        return new Codec<>() {
            @Override
            public void write(OctetWriter out, T value) {
                writing.write(out, value);
            }

            @Override
            public T read(OctetReader in) throws DamagedImageException {
                return reading.read(in);
            }
        };
    }

    private static Path path(OctetReader in) throws DamagedImageException {
        try {
            return Path.of(in.string());
        } catch (InvalidPathException e) {
            throw new DamagedImageException("a path that is none");
        }
    }

    static <E extends Enum<E>> Codec<E> ofEnum(Class<E> type) {
        E[] constants = type.getEnumConstants();
        return of((out, value) -> out.number(value.ordinal()), in -> {
            int ordinal = in.number();
            if (ordinal < 0 || ordinal >= constants.length) {
                throw new DamagedImageException("no " + type.getSimpleName() + " has the number " + ordinal);
            }
            return constants[ordinal];
        });
    }

    /** A list of such values. */
    default Codec<List<T>> list() {
        return of((out, values) -> {
            out.number(values.size());
            values.forEach(value -> write(out, value));
        }, in -> {
            int count = in.count();
            List<T> values = new ArrayList<>(count);
            for (int i = 0; i < count; i++) {
                values.add(read(in));
            }
            return values;
        });
    }

    /** A set of such values, in no order. */
    default Codec<Set<T>> set() {
        Codec<List<T>> list = list();
        return of((out, values) -> list.write(out, List.copyOf(values)), in -> Set.copyOf(list.read(in)));
    }

    /** Such a value or none. */
    default Codec<Optional<T>> optional() {
        return of((out, value) -> {
            out.number(value.isPresent() ? 1 : 0);
            value.ifPresent(present -> write(out, present));
        }, in -> in.number() == 0 ? Optional.empty() : Optional.of(read(in)));
    }
}
