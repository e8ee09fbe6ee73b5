package org.fingerpost.table.http;

import java.io.IOException;
import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

import com.google.gson.JsonElement;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import com.google.gson.Strictness;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;

/**
 * Where the value is in an answer: names of members from the outside to the inside, {@code person.mail}; the answer itself, if
 * there are none. An array on the way, or at the end, stands for each of its elements. Immutable.
 */
record FieldPath(List<String> names) {

    private static final int MAX_DEPTH = 64;
    private static final int MAX_VALUES = 100_000;

    FieldPath {
        names = List.copyOf(names);
    }

    /** @param written with dots between the names; a single dot is the answer itself */
    static FieldPath parse(String written) {
        return new FieldPath(written.equals(".") ? List.of() : List.of(written.split("\\.", -1)));
    }

    /**
     * The values in an answer (RFC 8259): strings, numbers and booleans, as octets.
     *
     * @return nothing if {@code null} or an empty array is there
     * @throws IOException if the answer is no JSON, has no such member, or an object where a value is expected
     */
    List<String> values(byte[] answer) throws IOException {
        List<String> values = new ArrayList<>();
        collect(parse(answer), 0, values);
        return values;
    }

    private static JsonElement parse(byte[] answer) throws IOException {
        String text;
        try {
            text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(answer)).toString();
        } catch (CharacterCodingException e) {
            throw new IOException("the answer is not UTF-8", e);
        }
        try (JsonReader reader = new JsonReader(new StringReader(text))) {
            reader.setStrictness(Strictness.STRICT);
            reader.setNestingLimit(MAX_DEPTH);
            reader.peek(); // nothing at all would pass for null below
            JsonElement element = JsonParser.parseReader(reader);
            if (reader.peek() != JsonToken.END_DOCUMENT) {
                throw new JsonParseException("more than one value");
            }
            return element;
        } catch (IOException | JsonParseException | NumberFormatException e) {
            throw new IOException("the answer is no JSON", e);
        }
    }

    private void collect(JsonElement element, int depth, List<String> values) throws IOException {
        if (element.isJsonNull()) {
            return;
        }
        if (element.isJsonArray()) {
            for (JsonElement each : element.getAsJsonArray()) {
                collect(each, depth, values);
            }
        } else if (depth < names.size()) {
            JsonElement member = element.isJsonObject() ? element.getAsJsonObject().get(names.get(depth)) : null;
            if (member == null) {
                throw new IOException("the answer has no member " + this);
            }
            collect(member, depth + 1, values);
        } else if (element.isJsonPrimitive()) {
            if (values.size() == MAX_VALUES) {
                throw new IOException("the answer has more than " + MAX_VALUES + " values");
            }
            values.add(octets(element.getAsString()));
        } else {
            throw new IOException("the answer has an object where a value is expected: " + this);
        }
    }

    private static String octets(String text) throws IOException {
        try {
            ByteBuffer octets = StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(text));
            return StandardCharsets.ISO_8859_1.decode(octets).toString();
        } catch (CharacterCodingException e) {
            throw new IOException("the answer has half a surrogate pair", e);
        }
    }

    @Override
    public String toString() {
        return names.isEmpty() ? "." : String.join(".", names);
    }
}
