package org.fingerpost.table.standard;

/**
 * The flags of the types that look at their first one only, as sendmail does: {@code dequote}, {@code arpa}.
 *
 * @param letter NUL if there is no flag
 * @param text   what follows the letter in the same word
 */
record FirstFlag(char letter, String text) {

    static FirstFlag of(String arguments) {
        String word = arguments.strip().split("\\s", 2)[0];
        return word.length() > 1 && word.charAt(0) == '-' ? new FirstFlag(word.charAt(1), word.substring(2))
                : new FirstFlag('\0', "");
    }

    /** Empty if the flag is not one of these letters. */
    String value(String letters) {
        return letters.indexOf(letter) >= 0 ? text : "";
    }
}
