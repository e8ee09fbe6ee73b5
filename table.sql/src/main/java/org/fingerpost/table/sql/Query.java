package org.fingerpost.table.sql;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.fingerpost.api.table.TableException;

/**
 * A statement with places for the key, {@code %0}, and for the arguments of the look-up, {@code %1} to {@code %9}; {@code %%}
 * is a per cent sign. Immutable.
 *
 * @param statement  with a {@code ?} for each place
 * @param parameters what each {@code ?} stands for: 0 is the key
 */
record Query(String statement, List<Integer> parameters) {

    Query {
        parameters = List.copyOf(parameters);
    }

    /** @throws TableException if a place could not be bound: it is in quotes, say */
    static Query parse(String written) throws TableException {
        StringBuilder statement = new StringBuilder(written.length());
        List<Integer> parameters = new ArrayList<>();
        char quote = 0;
        for (int i = 0; i < written.length(); i++) {
            char c = written.charAt(i);
            char next = i + 1 < written.length() ? written.charAt(i + 1) : 0;
            if (c == '%' && (next == '%' || next >= '0' && next <= '9')) {
                i++;
                if (next == '%') {
                    statement.append('%');
                } else if (quote != 0) {
                    throw new TableException("%" + next + " stands in quotes in " + written
                            + "; it is bound as a value, so it is expected without");
                } else {
                    parameters.add(next - '0');
                    statement.append('?');
                }
                continue;
            }
            if (c == '?' && quote == 0) {
                throw new TableException("\"?\" in " + written + ": %0 is expected for the key");
            }
            quote = quote == 0 && (c == '\'' || c == '"') ? c : c == quote ? 0 : quote;
            statement.append(c);
        }
        if (quote != 0) {
            throw new TableException("a quote is not closed in " + written);
        }
        return new Query(statement.toString(), parameters);
    }

    /**
     * The values to bind, in order.
     *
     * @param key       octets, as are the arguments
     * @return empty if one of them is no text (UTF-8 without U+0000): no column can hold it
     */
    Optional<List<String>> values(String key, List<String> arguments) {
        List<String> values = new ArrayList<>(parameters.size());
        for (int parameter : parameters) {
            String octets = parameter == 0 ? key : parameter <= arguments.size() ? arguments.get(parameter - 1) : "";
            if (octets.indexOf('\0') >= 0) {
                return Optional.empty();
            }
            try {
                values.add(StandardCharsets.UTF_8.newDecoder().decode(
                        ByteBuffer.wrap(octets.getBytes(StandardCharsets.ISO_8859_1))).toString());
            } catch (CharacterCodingException e) {
                return Optional.empty();
            }
        }
        return Optional.of(values);
    }
}
