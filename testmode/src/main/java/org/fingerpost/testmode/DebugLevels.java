package org.fingerpost.testmode;

import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What {@code -d} asks for: a level for each category, {@code 21.12,60-65.1}. A level is one if none is given. */
final class DebugLevels {

    static final int SYSTEM = 0;
    static final int RULES = 21;
    static final int TABLES = 60;

    private static final int CATEGORIES = 100;
    /** What {@code -d} means by itself. */
    private static final String ALL = "0-99.1";
    private static final Pattern WORD = Pattern.compile("\\s*(\\d{1,9})(?:-(\\d{1,9}))?(?:\\.(\\d{1,9}))?.*");

    private final int[] levels = new int[CATEGORIES];

    /** Words that are no numbers name categories that are not here; they are taken and do nothing. */
    void set(String words) {
        for (String word : (words.isBlank() ? ALL : words).split(",")) {
            Matcher m = WORD.matcher(word);
            if (m.matches()) {
                int first = Integer.parseInt(m.group(1));
                int last = m.group(2) == null ? first : Integer.parseInt(m.group(2));
                int level = m.group(3) == null ? 1 : Integer.parseInt(m.group(3));
                if (first < CATEGORIES) {
                    Arrays.fill(levels, first, Math.min(Math.max(first, last), CATEGORIES - 1) + 1, level);
                }
            }
        }
    }

    boolean at(int category, int level) {
        return levels[category] >= level;
    }
}
