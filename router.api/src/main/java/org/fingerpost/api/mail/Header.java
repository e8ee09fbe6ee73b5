package org.fingerpost.api.mail;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * The header of a message: an ordered list of fields. Immutable; each change gives a new header.
 *
 * @param fields in the order of the message
 */
public record Header(List<HeaderField> fields) {

    /** No fields. */
    public static final Header EMPTY = new Header(List.of());

    public Header {
        fields = List.copyOf(fields);
    }

    /** The first field of this name (in any case). */
    public Optional<HeaderField> first(String name) {
        for (HeaderField field : fields) {
            if (field.is(name)) {
                return Optional.of(field);
            }
        }
        return Optional.empty();
    }

    /** All fields of this name (in any case), in order. */
    public List<HeaderField> all(String name) {
        List<HeaderField> all = new ArrayList<>();
        for (HeaderField field : fields) {
            if (field.is(name)) {
                all.add(field);
            }
        }
        return List.copyOf(all);
    }

    /** Whether there is a field of this name (in any case). */
    public boolean has(String name) {
        return first(name).isPresent();
    }

    /** This header with {@code field} before all others. */
    public Header prepend(HeaderField field) {
        List<HeaderField> changed = new ArrayList<>(fields.size() + 1);
        changed.add(field);
        changed.addAll(fields);
        return new Header(changed);
    }

    /** This header with {@code field} after all others. */
    public Header append(HeaderField field) {
        List<HeaderField> changed = new ArrayList<>(fields);
        changed.add(field);
        return new Header(changed);
    }

    /** This header without the fields that {@code unwanted} holds for. */
    public Header without(Predicate<HeaderField> unwanted) {
        List<HeaderField> kept = new ArrayList<>(fields.size());
        for (HeaderField field : fields) {
            if (!unwanted.test(field)) {
                kept.add(field);
            }
        }
        return kept.size() == fields.size() ? this : new Header(kept);
    }

    /** The octets of all fields, each with its CRLF; without the empty line that ends a header. */
    public byte[] toBytes() {
        ByteArrayOutputStream out = new ByteArrayOutputStream(fields.size() * 64);
        fields.forEach(f -> out.writeBytes(f.toBytes()));
        return out.toByteArray();
    }
}
