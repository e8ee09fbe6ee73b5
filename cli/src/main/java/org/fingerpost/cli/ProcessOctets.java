package org.fingerpost.cli;

import java.io.FileInputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The arguments and variables of this process octet by octet. Java decodes them by the locale and cannot give them back: with
 * {@code LC_ALL=C} every octet above 127 has become a question mark before {@code main} begins. The kernel still has them.
 */
final class ProcessOctets {

    private ProcessOctets() {
    }

    /** What {@code decoded} was before Java decoded it; {@code decoded} itself if the kernel does not tell. */
    static List<String> arguments(String[] decoded) {
        List<String> words = read("/proc/self/cmdline");
        return matching(words, decoded);
    }

    /** The last words of {@code words}, if they can be what became {@code decoded}. */
    static List<String> matching(List<String> words, String[] decoded) {
        int first = words.size() - decoded.length;
        List<String> raw = new ArrayList<>(decoded.length);
        boolean match = first >= 0;
        for (int i = 0; i < decoded.length; i++) {
            match = match && mayBe(words.get(first + i), decoded[i]);
            raw.add(match ? words.get(first + i) : decoded[i]);
        }
        return match ? raw : List.of(decoded);
    }

    /** ASCII is decoded to itself everywhere. */
    private static boolean mayBe(String raw, String decoded) {
        for (int i = 0; i < raw.length(); i++) {
            if (raw.charAt(i) > 0x7f) {
                return true;
            }
        }
        return raw.equals(decoded);
    }

    /** Of the variables in {@code names} those that are set, as {@code NAME=value}. */
    static List<String> variables(String... names) {
        List<String> all = read("/proc/self/environ");
        List<String> wanted = new ArrayList<>(names.length);
        for (String variable : all) {
            for (String name : names) {
                if (variable.startsWith(name) && variable.startsWith("=", name.length())) {
                    wanted.add(variable);
                }
            }
        }
        return wanted;
    }

    /** Paths alone are for Java itself to encode, which it does by the locale. */
    static Path path(String octets) {
        Charset names = Charset.forName(System.getProperty("sun.jnu.encoding", "UTF-8"));
        return Path.of(new String(octets.getBytes(StandardCharsets.ISO_8859_1), names));
    }

    /** Words that each end with a NUL; none if the file cannot be read. */
    private static List<String> read(String file) {
        try (FileInputStream in = new FileInputStream(file)) {
            return split(new String(in.readAllBytes(), StandardCharsets.ISO_8859_1));
        } catch (IOException e) {
            return List.of();
        }
    }

    static List<String> split(String text) {
        List<String> words = new ArrayList<>();
        int begin = 0;
        for (int end = text.indexOf('\0'); end >= 0; end = text.indexOf('\0', begin)) {
            words.add(text.substring(begin, end));
            begin = end + 1;
        }
        return words;
    }
}
