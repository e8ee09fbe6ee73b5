package org.fingerpost.rules.cf;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

import org.fingerpost.api.policy.Location;
import org.fingerpost.api.policy.Reading;

/** One reading of one file. Confined to one thread. */
final class CfReading {

    /** Reads one kind of line into the draft. */
    @FunctionalInterface
    interface LineReader {
        void read(LogicalLine line);
    }

    private final Path file;
    private final Problems problems = new Problems();
    private final Draft draft;
    private final Map<Character, LineReader> readers = new HashMap<>();

    CfReading(Path file, Path directory, HostNames machine) {
        this.file = file;
        this.draft = new Draft(directory, machine, problems);
        SmallLines small = new SmallLines(draft);
        ClassLines classes = new ClassLines(draft);
        RuleLines rules = new RuleLines(draft);
        OptionLines options = new OptionLines(draft);
        readers.put('V', small::version);
        readers.put('P', small::precedence);
        readers.put('E', small::environment);
        readers.put('D', small::macro);
        readers.put('Q', small::unsupported);
        readers.put('X', small::unsupported);
        readers.put('L', small::unsupported);
        readers.put('C', classes::words);
        readers.put('T', classes::trusted);
        readers.put('F', classes::file);
        readers.put('S', rules::ruleSet);
        readers.put('R', rules::rule);
        readers.put('O', options::read);
        readers.put('H', new HeaderLines(draft)::read);
        readers.put('M', new MailerLines(draft)::read);
        readers.put('K', new TableLines(draft)::read);
    }

    Reading read() {
        draft.policy().source(file);
        try {
            SourceFile.lines(file, SourceFile.text(file), problems).forEach(this::read);
        } catch (IOException e) {
            problems.error(new Location(file, 0, 0), e.getMessage());
        }
        return new Reading(draft.finish(), problems.found());
    }

    private void read(LogicalLine line) {
        if (line.text().isBlank() || line.kind() == '#') {
            return;
        }
        // Before level 3 a # in the middle of a line is an ordinary character.
        LogicalLine bare = draft.level() >= 3 ? line.withoutComments() : line.stripped();
        LineReader reader = readers.get(bare.kind());
        if (reader == null) {
            problems.error(line, 0, "unknown configuration line \"" + abridged(bare.text())
                    + "\"; one of V D C F E H K M O P Q R S T L is expected first", unknownLine(bare));
        } else {
            reader.read(bare);
        }
    }

    static String unknownLine(LogicalLine line) {
        return "unknown configuration line \"" + line.text() + "\"";
    }

    static String abridged(String text) {
        return text.length() <= 60 ? text : text.substring(0, 57) + "...";
    }
}
