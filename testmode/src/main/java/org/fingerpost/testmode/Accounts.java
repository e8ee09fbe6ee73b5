package org.fingerpost.testmode;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Numbers of users and groups, as {@code U=user:group} names them.
 *
 * @param directory where the files {@code passwd} and {@code group} are
 */
record Accounts(Path directory) {

    private static final String USERS = "passwd";
    private static final String GROUPS = "group";
    private static final int NUMBER = 2;
    private static final int PRIMARY_GROUP = 3;

    static Accounts ofMachine() {
        return new Accounts(Path.of("/etc"));
    }

    /** {@code user:group} by numbers; -1 for what does not exist. */
    String ids(String names) {
        String[] parts = names.split("[:.]", 2);
        String user = parts[0].strip();
        String group = parts.length > 1 ? parts[1].strip() : "";
        String userNumber = isNumber(user) ? user : field(USERS, user, NUMBER).orElse("-1");
        if (group.isEmpty()) {
            return userNumber + ":" + field(USERS, user, PRIMARY_GROUP).orElse("-1");
        }
        return userNumber + ":" + (isNumber(group) ? group : field(GROUPS, group, NUMBER).orElse("-1"));
    }

    private static boolean isNumber(String text) {
        return !text.isEmpty() && text.chars().allMatch(c -> c >= '0' && c <= '9');
    }

    private Optional<String> field(String file, String name, int index) {
        try (var lines = Files.lines(directory.resolve(file), StandardCharsets.ISO_8859_1)) {
            return lines.map(line -> line.split(":", -1)).filter(fields -> fields.length > index && fields[0].equals(name))
                    .map(fields -> fields[index]).findFirst();
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
