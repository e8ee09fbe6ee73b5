package org.fingerpost.core.rewrite;

import java.util.Comparator;
import java.util.List;
import java.util.Map;

import org.fingerpost.api.rewrite.Operator;
import org.fingerpost.api.rewrite.Tokenizer;

/**
 * The words that the patterns of a program name, each with its number and its bits. Most rules of a configuration name some word
 * that an address does not have; they are passed over by comparing bits. There are more words than bits: the words that most
 * patterns name have a bit of their own, the others share what is left. Immutable.
 */
final class Vocabulary {

    /** A look-up begins here: {@code $(} or {@code $[}. */
    static final long LOOK_UP = 1L << 63;
    /** A call: {@code $>}. */
    static final long CALL = 1L << 62;
    /** The end of all rewriting, where it is the first token: {@code $#}. */
    static final long MAILER = 1L << 61;
    private static final int OWN_BITS = 53;
    private static final int SHARED_BITS = 8;

    private static final int OCTETS = 256;
    private static final int OPERATORS = 128;

    private final Tokenizer tokenizer;
    /** The tokens of one octet. */
    private final Token[] octets = new Token[OCTETS];
    /** By the ASCII character after the dollar sign. */
    private final Token[] operators = new Token[OPERATORS];
    /** Longer words, in lower case, by their hash: open addressing, at most half full. */
    private final Token[] words;

    /**
     * @param counts the words of all patterns, in lower case, and in how many patterns they are
     */
    Vocabulary(Map<String, Integer> counts, Tokenizer tokenizer) {
        this.tokenizer = tokenizer;
        this.words = new Token[Integer.highestOneBit(Math.max(counts.size(), 1)) * 4];
        List<String> common = counts.entrySet().stream()
                .sorted(Map.Entry.<String, Integer>comparingByValue(Comparator.reverseOrder())
                        .thenComparing(Map.Entry.comparingByKey()))
                .map(Map.Entry::getKey).toList();
        for (int i = 0; i < common.size(); i++) {
            String text = common.get(i);
            int bit = i < OWN_BITS ? i : OWN_BITS + i % SHARED_BITS;
            put(text, new Token(text, i + 1, 1L << bit | duty(text), tokenizer.isAtom(text)));
        }
        fill();
    }

    private void put(String text, Token token) {
        if (OperatorTokens.isOperator(text)) {
            operators[OperatorTokens.character(text)] = token;
        } else if (text.length() == 1 && text.charAt(0) < OCTETS) {
            octets[text.charAt(0)] = token;
        } else {
            int slot = slot(text);
            while (words[slot] != null) {
                slot = slot + 1 & words.length - 1;
            }
            words[slot] = token;
        }
    }

    /** What no pattern names, and letters in upper case. */
    private void fill() {
        for (char c = 0; c < OCTETS; c++) {
            Token lower = octets[Ascii.lower(c)];
            String text = String.valueOf(c);
            if (octets[c] == null) {
                octets[c] = lower == null ? other(text) : new Token(text, lower.word(), lower.traits(), lower.isAtom());
            }
        }
        for (char c = 0; c < OPERATORS; c++) {
            if (operators[c] == null) {
                operators[c] = other(OperatorTokens.of(c));
            }
        }
    }

    private Token other(String text) {
        return new Token(text, Token.NO_WORD, duty(text), tokenizer.isAtom(text));
    }

    /** What is to be done about it in a replacement. */
    private static long duty(String text) {
        if (text.equals(OperatorTokens.CALL)) {
            return CALL;
        }
        if (text.equals(Operator.MAILER)) {
            return MAILER;
        }
        return text.equals(OperatorTokens.LOOKUP_BEGIN) || text.equals(OperatorTokens.HOST_BEGIN) ? LOOK_UP : 0;
    }

    /** The token of this text. */
    Token token(String text) {
        if (text.length() == 1) {
            char c = text.charAt(0);
            if (c < OCTETS) {
                return octets[c];
            } else if (OperatorTokens.isOperator(text) && OperatorTokens.character(text) < OPERATORS) {
                return operators[OperatorTokens.character(text)];
            }
        }
        for (int slot = slot(text); words[slot] != null; slot = slot + 1 & words.length - 1) {
            Token known = words[slot];
            if (Ascii.equal(known.text(), text)) {
                return known.text().equals(text) ? known : new Token(text, known.word(), known.traits(), known.isAtom());
            }
        }
        return new Token(text, Token.NO_WORD, 0, tokenizer.isAtom(text));
    }

    /** The same for texts that differ in the case of letters only. */
    private int slot(String text) {
        int hash = text.length();
        for (int i = 0; i < text.length(); i++) {
            hash = hash * 31 + (text.charAt(i) | 0x20);
        }
        return (hash ^ hash >>> 16) & words.length - 1;
    }
}
