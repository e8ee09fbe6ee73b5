package org.fingerpost.core.header;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

import org.fingerpost.api.mail.HeaderField;

/** How fields are written that the router makes or changes. */
final class FieldText {

    /** RFC 5322 §2.1.1: lines should have no more. */
    private static final int MAX_LINE = 78;
    private static final String FOLD = "        ";

    private FieldText() {
    }

    /**
     * A field of the policy's making; empty if the name is none or the value holds nothing.
     *
     * @param value lines separated by LF; they become folds, whatever they begin with
     */
    static Optional<HeaderField> field(String name, String value) {
        if (!HeaderField.beginsField(name + ":")) {
            return Optional.empty();
        }
        String folded = withoutLineEnds(value, true).lines().map(String::strip).filter(line -> !line.isEmpty())
                .collect(Collectors.joining("\n\t"));
        return folded.isEmpty() ? Optional.empty() : Optional.of(HeaderField.of(name, folded));
    }

    /** The field with another list of addresses, folded after its commas. */
    static HeaderField withAddresses(HeaderField field, String value) {
        List<String> items = AddressList.of(withoutLineEnds(value, false)).items();
        StringBuilder raw = new StringBuilder(field.name()).append(": ");
        int column = raw.length();
        for (int i = 0; i < items.size(); i++) {
            String item = items.get(i) + (i + 1 < items.size() ? "," : "");
            if (i > 0 && column + 1 + item.length() > MAX_LINE) {
                raw.append("\r\n").append(FOLD);
                column = FOLD.length();
            } else if (i > 0) {
                raw.append(' ');
                column++;
            }
            raw.append(item);
            column += item.length();
        }
        return new HeaderField(raw.toString());
    }

    /** Octets that could end a line, or a string in some program, must come from nowhere but the policy's own folds. */
    static String withoutLineEnds(String text, boolean keepFolds) {
        StringBuilder clean = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\n' ? keepFolds : c != '\r' && c != 0) {
                clean.append(c);
            }
        }
        return clean.toString();
    }
}
