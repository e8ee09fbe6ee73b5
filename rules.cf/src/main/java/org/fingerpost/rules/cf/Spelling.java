package org.fingerpost.rules.cf;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** Finds what somebody may have meant. */
final class Spelling {

    private static final int MAX_LENGTH = 40;

    private Spelling() {
    }

    /** The word that a few changed letters make of this one: one in three at most. */
    static Optional<String> nearest(String word, Collection<String> words) {
        if (word.length() < 2 || word.length() > MAX_LENGTH) {
            return Optional.empty();
        }
        String lower = word.toLowerCase(Locale.ROOT);
        return words.stream().min(Comparator.comparingInt(candidate -> distance(lower, candidate.toLowerCase(Locale.ROOT))))
                .filter(candidate -> distance(lower, candidate.toLowerCase(Locale.ROOT)) * 3 <= Math.max(word.length(),
                        candidate.length()));
    }

    /** A hint to the nearest of them; empty if none is near. */
    static String hint(String word, Collection<String> words) {
        return nearest(word, words).map(meant -> "Is it " + meant + "?").orElse("");
    }

    /** Letters to insert, delete or change. */
    private static int distance(String a, String b) {
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int changed = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(changed, Math.min(row[j], row[j - 1]) + 1);
            }
        }
        return row[b.length()];
    }
}
