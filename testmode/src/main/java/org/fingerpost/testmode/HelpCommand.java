package org.fingerpost.testmode;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

import org.fingerpost.api.unix.FileSafety;
import org.fingerpost.api.unix.SafeFile;
import org.fingerpost.api.unix.SteeringFile;
import org.fingerpost.api.unix.Trusted;

/** {@code ?}: what the file of option {@code HelpFile} says about {@code -bt}. A line of it is a topic, a tab and text. */
final class HelpCommand implements Command {

    private static final String TOPIC = "-bt\t";

    private final Session session;
    private final Path directory;

    /** @param directory that a relative file name counts from */
    HelpCommand(Session session, Path directory) {
        this.session = session;
        this.directory = directory;
    }

    @Override
    public void run(String line) {
        List<String> texts = session.policy().option("HelpFile").map(this::texts).orElse(List.of());
        if (texts.isEmpty()) {
            session.screen().line("Sendmail " + LoadMessages.VERSION + " -- HELP not implemented");
        }
        texts.forEach(session.screen()::line);
    }

    private List<String> texts(String file) {
        FileSafety safety = FileSafety.parse(session.policy().option("DontBlameSendmail").orElse(""));
        try (SafeFile help = safety.open(SteeringFile.HELP, directory.resolve(file), Trusted.ofPolicy(directory));
                BufferedReader in = new BufferedReader(new InputStreamReader(help.in(), StandardCharsets.ISO_8859_1))) {
            return in.lines().filter(line -> line.startsWith(TOPIC)).map(line -> line.substring(TOPIC.length())).toList();
        } catch (IOException | IllegalArgumentException e) {
            return List.of();
        }
    }
}
