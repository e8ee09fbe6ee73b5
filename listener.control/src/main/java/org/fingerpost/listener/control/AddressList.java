package org.fingerpost.listener.control;

import java.util.ArrayList;
import java.util.List;

/**
 * Addresses as people write them in one argument: separated by commas, with names around angle brackets and comments in
 * parentheses (RFC 5322 §3.4). Only what separates them is looked at; what an address means is for the rules. Linear, of one
 * thread.
 */
final class AddressList {

    private final String text;
    private final List<String> addresses = new ArrayList<>();
    /** What stands outside angle brackets, without comments. */
    private final StringBuilder plain = new StringBuilder();
    private final StringBuilder bracketed = new StringBuilder();
    private boolean quoted;
    private boolean hasBrackets;
    private boolean inBrackets;
    private int comments;

    private AddressList(String text) {
        this.text = text;
    }

    /** The addresses in {@code text}, without angle brackets; none if it is blank. */
    static List<String> split(String text) {
        return new AddressList(text).read();
    }

    private List<String> read() {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\\' && i + 1 < text.length()) {
                put(c);
                put(text.charAt(++i));
            } else {
                take(c);
            }
        }
        end();
        return addresses;
    }

    private void take(char c) {
        if (comments > 0) {
            comments += c == '(' ? 1 : c == ')' ? -1 : 0;
        } else if (quoted || c == '"') {
            quoted ^= c == '"';
            put(c);
        } else if (c == '(') {
            comments++;
        } else if (c == '<' && !inBrackets) {
            inBrackets = true;
            hasBrackets = true;
        } else if (c == '>' && inBrackets) {
            inBrackets = false;
        } else if (c == ',' && !inBrackets) {
            end();
        } else {
            put(c);
        }
    }

    private void put(char c) {
        if (comments == 0) {
            (inBrackets ? bracketed : plain).append(c);
        }
    }

    private void end() {
        String address = (hasBrackets ? bracketed : plain).toString().strip();
        if (!address.isEmpty()) {
            addresses.add(address);
        }
        plain.setLength(0);
        bracketed.setLength(0);
        hasBrackets = false;
        inBrackets = false;
    }
}
