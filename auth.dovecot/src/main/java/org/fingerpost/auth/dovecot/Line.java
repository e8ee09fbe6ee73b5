package org.fingerpost.auth.dovecot;

import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/**
 * A line of the protocol: words with tabs between them; the first one says what it is. Octets.
 *
 * @param words unescaped; at least one
 */
record Line(List<String> words) {

    private static final char ESCAPE = 1;
    private static final String SPECIAL = "\0\u0001\t\r\n";
    private static final String LETTERS = "01trn";

    Line {
        words = List.copyOf(words);
    }

    /** @param text without its LF */
    static Line parse(String text) {
        List<String> words = new ArrayList<>();
        for (String word : text.split("\t", -1)) {
            words.add(unescape(word));
        }
        return new Line(words);
    }

    String command() {
        return words.get(0);
    }

    /** The word at that place; empty if there are fewer. */
    String word(int place) {
        return place < words.size() ? words.get(place) : "";
    }

    /** The number of the exchange that it is about; -1 if it is about none. */
    int id() {
        String text = word(1);
        return text.matches("\\d{1,9}") ? Integer.parseInt(text) : -1;
    }

    boolean has(String flag) {
        return words.contains(flag);
    }

    /** The value of {@code name=value}. */
    Optional<String> value(String name) {
        return words.stream().skip(2).filter(word -> word.startsWith(name + "=")).map(word -> word.substring(name.length() + 1))
                .findFirst();
    }

    /** @throws IllegalArgumentException if it is no base64 */
    static byte[] decode(String base64) {
        return Base64.getDecoder().decode(base64);
    }

    static String encode(byte[] octets) {
        return Base64.getEncoder().encodeToString(octets);
    }

    /** As it is sent, with LF. */
    @Override
    public String toString() {
        StringBuilder out = new StringBuilder();
        for (String word : words) {
            out.append(out.length() == 0 ? "" : "\t");
            for (int i = 0; i < word.length(); i++) {
                int special = SPECIAL.indexOf(word.charAt(i));
                out.append(special < 0 ? String.valueOf(word.charAt(i)) : "" + ESCAPE + LETTERS.charAt(special));
            }
        }
        return out.append('\n').toString();
    }

    private static String unescape(String word) {
        StringBuilder out = new StringBuilder(word.length());
        for (int i = 0; i < word.length(); i++) {
            int letter = word.charAt(i) == ESCAPE && i + 1 < word.length() ? LETTERS.indexOf(word.charAt(i + 1)) : -1;
            out.append(letter < 0 ? word.charAt(i) : SPECIAL.charAt(letter));
            i += letter < 0 ? 0 : 1;
        }
        return out.toString();
    }
}
