package org.fingerpost.table.ldap;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

import org.fingerpost.api.table.TableException;

/** The attributes that a table asks for: {@code mail,member:DN:groupOfNames}. None written: all of them. Immutable. */
record Attributes(List<Attribute> list) {

    /** What the value of an attribute is. */
    enum Kind {
        /** A part of the result. */
        NORMAL,
        /** The name of another entry, which is looked at in its turn. */
        DN,
        /** A filter, whose matches are looked at in their turn. */
        FILTER,
        /** An LDAP URL (RFC 4516), whose matches are looked at in their turn. */
        URL
    }

    /** @param classes only entries of one of these classes are asked for it, small letters; none: of any class */
    record Attribute(String name, Kind kind, Set<String> classes) {
    }

    private static final String OBJECT_CLASS = "objectClass";

    Attributes {
        list = List.copyOf(list);
    }

    static Attributes parse(String written) throws TableException {
        List<Attribute> attributes = new ArrayList<>();
        for (String word : written.split(",")) {
            if (!word.isBlank()) {
                attributes.add(attribute(word.strip()));
            }
        }
        return new Attributes(attributes);
    }

    private static Attribute attribute(String word) throws TableException {
        String[] parts = word.split(":", 3);
        Kind kind = parts.length < 2 ? Kind.NORMAL : kind(parts[1], word);
        Set<String> classes = parts.length < 3 ? Set.of()
                : Set.copyOf(Stream.of(parts[2].split("\\|")).map(c -> c.toLowerCase(Locale.ROOT)).toList());
        return new Attribute(parts[0], kind, classes);
    }

    private static Kind kind(String name, String word) throws TableException {
        if (name.isEmpty()) {
            return Kind.NORMAL;
        }
        try {
            return Kind.valueOf(name.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            throw new TableException("attribute " + word + ": NORMAL, DN, FILTER or URL is expected after the colon", e);
        }
    }

    /** Names as a search has them; none for all attributes. */
    List<String> requested() {
        List<String> names = new ArrayList<>(list.stream().map(Attribute::name).toList());
        if (list.stream().anyMatch(a -> !a.classes().isEmpty())) {
            names.add(OBJECT_CLASS);
        }
        return names;
    }
}
