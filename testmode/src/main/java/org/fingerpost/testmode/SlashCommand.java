package org.fingerpost.testmode;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

import org.fingerpost.api.policy.MacroText;
import org.fingerpost.api.table.Lookup;

/** {@code /word argument}: finds the command of that name. */
final class SlashCommand implements Command {

    private static final int MAX_HOST = 255;

    private final Session session;
    private final Map<String, Command> commands = new HashMap<>();

    SlashCommand(Session session) {
        this.session = session;
        commands.put("parse", new ParseCommand(session));
        commands.put("try", new TryCommand(session));
        commands.put("tryflags", this::tryFlags);
        commands.put("map", new MapCommand(session));
        commands.put("canon", this::canon);
        commands.put("mx", new MxCommand(session));
    }

    @Override
    public void run(String line) {
        String[] words = line.split("[ \t]", 2);
        if (words[0].length() == 1) {
            session.screen().line("Usage: /[canon|map|mx|parse|try|tryflags]");
            return;
        }
        Optional.ofNullable(commands.get(words[0].substring(1).toLowerCase(Locale.ROOT))).ifPresentOrElse(
                command -> command.run(words.length > 1 ? words[1].strip() : ""),
                () -> session.screen().line("Unknown \"/\" command " + words[0]));
    }

    private void tryFlags(String letters) {
        if (letters.isEmpty()) {
            session.screen().line("Usage: /tryflags [Hh|Ee][Ss|Rr]");
            return;
        }
        for (char letter : letters.toCharArray()) {
            session.kind(session.kind().with(letter));
        }
        session.define("addr_type", MacroText.literal(session.kind().letters()));
    }

    private void canon(String host) {
        if (host.isEmpty()) {
            session.screen().line("Usage: /canon address");
            return;
        }
        if (host.length() > MAX_HOST) {
            session.screen().line("Name too long");
            return;
        }
        session.screen().line("getcanonname(" + host + ") returns " + canonical(host));
    }

    /** Only names have a canonical form: not numbers in brackets, and not what is quoted. */
    private String canonical(String host) {
        boolean name = host.indexOf('[') < 0 && host.indexOf('"') < 0;
        if (name && session.ask(session.tables().find("host").orElseThrow(), host, List.of()) instanceof Lookup.Found found) {
            return found.value().endsWith(".") ? found.value().substring(0, found.value().length() - 1) : found.value();
        }
        return host;
    }
}
