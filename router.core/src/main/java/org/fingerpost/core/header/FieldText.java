package org.fingerpost.core.header;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import org.fingerpost.api.mail.HeaderField;

/** How fields are written that the router makes or changes. */
final class FieldText {

    /** RFC 5322 §2.1.1: lines should have no more octets. */
    static final int MAX_LINE = 78;
    private static final String FOLD = "        ";
    private static final Pattern CONTROLS = Pattern.compile("[\\x00\\x0b-\r]|\n(?![ \t])");

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

    /**
     * An address field laid out anew: items separated by a comma and a blank, folded after commas.
     *
     * @param name    of the field, without blanks
     * @param indent  how many blanks there are before the first item
     * @param maxLine octets; a line has more only where one item needs them
     */
    static HeaderField addresses(String name, int indent, List<String> items, int maxLine) {
        StringBuilder raw = new StringBuilder(name).append(':').append(" ".repeat(indent));
        int column = raw.length();
        for (int i = 0; i < items.size(); i++) {
            String item = withoutControls(items.get(i));
            column += item.length() + (i > 0 ? 2 : 0);
            if (i > 0 && column > maxLine) {
                raw.append(",\r\n").append(FOLD);
                column = FOLD.length() + item.length();
            } else if (i > 0) {
                raw.append(", ");
            }
            raw.append(item);
        }
        return new HeaderField(raw.toString());
    }

    /** A fold in quotes stays; other line ends and their like become blanks. */
    private static String withoutControls(String item) {
        return !hasControls(item) ? item : CONTROLS.matcher(item.replace("\r\n", "\n")).replaceAll(" ").replace("\n", "\r\n");
    }

    private static boolean hasControls(String item) {
        for (int i = 0; i < item.length(); i++) {
            if (item.charAt(i) < ' ') {
                return true;
            }
        }
        return false;
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
