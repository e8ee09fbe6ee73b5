package org.fingerpost.listener.smtp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

/**
 * Every reply that the sources can give is given in some transcript. What is said by the shell around the protocol core, of
 * sockets and silence, is said in a test of the shell.
 */
class ReplyPathsTest {

    private static final Path SOURCES = Path.of("src/main/java/org/fingerpost/listener/smtp");
    private static final Path TESTS = Path.of("src/test/java/org/fingerpost/listener/smtp");
    private static final Path TRANSCRIPTS = Path.of("src/test/resources/transcripts");
    /** Where texts for clients are made. */
    private static final Pattern CALL = Pattern.compile(
            "\\b(?:Reply\\.of|Reply\\.last|Answer\\.of|new BadCommand|new BadParameter"
            + "|BadParameter\\.ofForm|malformed|Map\\.entry|Optional\\.of|Verdict\\.of|stop|complain)\\((?=[^()]*\")");
    private static final Pattern LITERAL = Pattern.compile("\"((?:[^\"\\\\]|\\\\.)*)\"");

    private static List<Path> files(Path folder, String extension) {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(extension)).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The pieces of text in the arguments of such calls, with their files. */
    private static List<String> texts() {
        List<String> texts = new ArrayList<>();
        for (Path file : files(SOURCES, ".java")) {
            String source = text(file);
            Matcher call = CALL.matcher(source);
            while (call.find()) {
                Matcher literal = LITERAL.matcher(source.substring(call.end(), endOfCall(source, call.end())));
                while (literal.find()) {
                    String words = literal.group(1).replace("\\\"", "\"").strip();
                    if (words.matches(".*[a-z]{2}.*")) { // no status
                        texts.add(file.getFileName() + ": " + words);
                    }
                }
            }
        }
        return texts;
    }

    private static int endOfCall(String source, int start) {
        int depth = 1;
        boolean quoted = false;
        int at = start;
        while (depth > 0) {
            char c = source.charAt(at++);
            if (c == '\\') {
                at++;
            } else if (c == '"') {
                quoted = !quoted;
            } else if (!quoted) {
                depth += c == '(' ? 1 : c == ')' ? -1 : 0;
            }
        }
        return at;
    }

    @Test
    void everyTextIsSaidSomewhere() {
        String said = files(TRANSCRIPTS, ".txt").stream().flatMap(file -> text(file).lines())
                .filter(line -> line.startsWith("S:")).collect(Collectors.joining("\n"))
                + files(TESTS, "Test.java").stream().map(ReplyPathsTest::text).collect(Collectors.joining("\n"));
        List<String> texts = texts();
        assertTrue(texts.size() > 60, () -> "only " + texts.size() + " texts found: is the pattern out of date?");
        assertEquals(List.of(), texts.stream().filter(text -> !said.contains(text.substring(text.indexOf(": ") + 2))).toList());
    }
}
