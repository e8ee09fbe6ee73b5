package org.fingerpost.rules.cf;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.fingerpost.api.unix.Excuse;
import org.fingerpost.api.unix.FileSafety;

/** The option {@code DontBlameSendmail}. */
final class BlameWords {

    /** What it may say. */
    static final List<String> ALL = all();

    private static final Pattern LINE = Pattern.compile("(?mi)^O[ \\t]+DontBlameSendmail[ \\t]*=(.*(?:\\n[ \\t].*)*)");

    private BlameWords() {
    }

    private static List<String> all() {
        List<String> words = new ArrayList<>(Excuse.words());
        words.add("safe");
        return List.copyOf(words);
    }

    /**
     * What the text of a sendmail.cf says, wherever in it: files of classes are read on the way, mostly before the options. A
     * value with an unknown word, which is reported in its place, excuses nothing.
     */
    static FileSafety in(String text) {
        StringBuilder value = new StringBuilder();
        Matcher line = LINE.matcher(text);
        while (line.find()) {
            value.append(' ').append(line.group(1));
        }
        try {
            return FileSafety.parse(value.toString());
        } catch (IllegalArgumentException e) {
            return FileSafety.STRICT;
        }
    }
}
