package org.fingerpost.rules.cf;

import java.io.IOException;
import java.nio.file.Path;

import org.fingerpost.api.policy.Location;
import org.fingerpost.api.policy.Policy;
import org.fingerpost.api.policy.Problem;
import org.fingerpost.api.policy.Reading;

/** One reading of one file. Confined to one thread. */
final class CfReading {

    private static final String KINDS = "V D C E F H K M O P Q R S T X";

    /** Reads one kind of line into the draft. */
    @FunctionalInterface
    interface LineReader {
        void read(LogicalLine line);
    }

    private final Path file;
    private final Problems problems = new Problems();
    private final Draft draft;
    private final LineReader[] readers = new LineReader[128];

    CfReading(Path file, Path directory, Machine machine) {
        this.file = file;
        this.draft = new Draft(directory, machine, problems);
        SmallLines small = new SmallLines(draft);
        ClassLines classes = new ClassLines(draft);
        RuleLines rules = new RuleLines(draft);
        readers['V'] = small::version;
        readers['P'] = small::precedence;
        readers['E'] = small::environment;
        readers['D'] = small::macro;
        readers['C'] = classes::words;
        readers['T'] = classes::trusted;
        readers['F'] = new FileClassLines(draft)::read;
        readers['S'] = rules::ruleSet;
        readers['R'] = rules::rule;
        readers['O'] = new OptionLines(draft)::read;
        readers['H'] = new HeaderLines(draft)::read;
        readers['M'] = new MailerLines(draft)::read;
        readers['K'] = new TableLines(draft)::read;
        readers['Q'] = new QueueLines(draft)::read;
        readers['X'] = new FilterLines(draft)::read;
    }

    Reading read() {
        draft.policy().source(file);
        try {
            String text = SourceFile.text(file);
            draft.safety(BlameWords.in(text));
            SourceFile.lines(file, text, problems, this::read);
            new FinalChecks(draft, file).check();
        } catch (IOException e) {
            problems.add(Problem.error(new Location(file, 0, 0), e.getMessage()));
        }
        Policy policy = draft.finish();
        if (problems.found().stream().noneMatch(Problem::isError)) { // else a definition may be among what could not be read
            draft.mentions().check(policy, problems);
        }
        return new Reading(policy, problems.found());
    }

    private void read(LogicalLine written) {
        if (written.kind() == 0 || written.kind() == '#') {
            return;
        }
        problems.in(written);
        LogicalLine line = Translation.of(written, draft.level(), problems);
        char kind = line.kind();
        if (kind == '#') {
            return; // \# is one too
        }
        LineReader reader = kind < readers.length ? readers[kind] : null;
        if (reader == null) {
            problems.add(line.error(0, 1, "\"" + shown(line) + "\" is no line of a configuration")
                    .expecting("one of " + KINDS + " as the first character"), unknownLine(line));
        } else {
            reader.read(line);
        }
    }

    private static String shown(LogicalLine line) {
        String text = Sign.octets(line.text()).replace('\n', ' ');
        return text.length() <= 60 ? text : text.substring(0, 57) + "...";
    }

    static String unknownLine(LogicalLine line) {
        return "unknown configuration line \"" + line.text() + "\"";
    }
}
