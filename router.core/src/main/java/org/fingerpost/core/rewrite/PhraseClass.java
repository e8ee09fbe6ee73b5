package org.fingerpost.core.rewrite;

import java.util.Collection;
import java.util.HashSet;
import java.util.Set;

/** The members of a class: phrases of one or more tokens, compared as text without regard to case. Immutable. */
final class PhraseClass {

    static final PhraseClass EMPTY = new PhraseClass(Set.of());

    private final Set<String> members = new HashSet<>();
    private final int longest;

    PhraseClass(Collection<String> phrases) {
        phrases.forEach(phrase -> members.add(Ascii.lower(phrase)));
        longest = members.stream().mapToInt(String::length).max().orElse(-1);
    }

    boolean contains(String phrase) {
        return phrase.length() <= longest && members.contains(Ascii.lower(phrase));
    }

    /** Length of the longest member; -1 if there is none. */
    int longest() {
        return longest;
    }
}
