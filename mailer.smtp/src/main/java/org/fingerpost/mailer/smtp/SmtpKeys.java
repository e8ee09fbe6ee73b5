package org.fingerpost.mailer.smtp;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Reads the keys {@code smtp.…} of a destination's settings. All throw {@link IllegalArgumentException} with a line for people.
 */
final class SmtpKeys {

    private static final String USER = "smtp.auth.user";
    private static final String PASSWORD = "smtp.auth.password";
    private static final String PASSWORD_FILE = "smtp.auth.password.file";
    private static final String MECHANISMS = "smtp.auth.mechanisms";
    /** A password is a line: what is longer is another file. */
    private static final int MAX_PASSWORD = 4096;

    private SmtpKeys() {
    }

    /** One of the words of {@code type}, in any case. */
    static <E extends Enum<E>> E word(Map<String, String> settings, String key, E otherwise, Class<E> type) {
        String value = settings.getOrDefault(key, "").strip();
        if (value.isEmpty()) {
            return otherwise;
        }
        return Arrays.stream(type.getEnumConstants()).filter(word -> word.name().equalsIgnoreCase(value)).findFirst()
                .orElseThrow(() -> bad(key, value, String.join(", ", Arrays.stream(type.getEnumConstants())
                        .map(word -> word.name().toLowerCase(Locale.ROOT)).toList())));
    }

    static boolean flag(Map<String, String> settings, String key, boolean otherwise) {
        String value = settings.getOrDefault(key, "").strip().toLowerCase(Locale.ROOT);
        return switch (value) {
            case "" -> otherwise;
            case "yes", "true" -> true;
            case "no", "false" -> false;
            default -> throw bad(key, value, "yes or no");
        };
    }

    /** Empty without {@code smtp.auth.user}. */
    static Optional<Credentials> credentials(Map<String, String> settings) {
        String user = octets(settings.getOrDefault(USER, "").strip());
        if (user.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new Credentials(user, password(settings), mechanisms(settings),
                flag(settings, "smtp.auth.plaintext", false)));
    }

    private static List<String> mechanisms(Map<String, String> settings) {
        String value = settings.getOrDefault(MECHANISMS, "").strip();
        if (value.isEmpty()) {
            return SaslClient.MECHANISMS;
        }
        List<String> named = Arrays.stream(value.toUpperCase(Locale.ROOT).split("[\\s,]+")).toList();
        if (!SaslClient.MECHANISMS.containsAll(named)) {
            throw bad(MECHANISMS, value, "some of " + String.join(", ", SaslClient.MECHANISMS));
        }
        return named;
    }

    private static String password(Map<String, String> settings) {
        String file = settings.getOrDefault(PASSWORD_FILE, "").strip();
        String password = file.isEmpty() ? octets(settings.getOrDefault(PASSWORD, "")) : firstLine(file);
        if (password.isEmpty()) {
            throw new IllegalArgumentException(file.isEmpty()
                    ? USER + " is set, but neither " + PASSWORD_FILE + " nor " + PASSWORD
                    : PASSWORD_FILE + ": the first line of " + file + " is empty");
        }
        return password;
    }

    private static String firstLine(String file) {
        try {
            Path path = Path.of(file);
            if (Files.size(path) > MAX_PASSWORD) {
                throw new IllegalArgumentException(PASSWORD_FILE + ": " + file + " is larger than " + MAX_PASSWORD + " octets");
            }
            return Files.readString(path, StandardCharsets.ISO_8859_1).split("\\r?\\n", 2)[0];
        } catch (IOException | RuntimeException e) {
            throw new IllegalArgumentException(PASSWORD_FILE + ": " + OneLine.of(e) + " cannot be read", e);
        }
    }

    /** What is written in settings is text; what goes to a server is UTF-8. */
    private static String octets(String text) {
        return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
    }

    private static IllegalArgumentException bad(String key, String value, String expected) {
        return new IllegalArgumentException(key + ": \"" + value.replaceAll("[^ -~]", "?") + "\" where " + expected
                + " is expected");
    }
}
