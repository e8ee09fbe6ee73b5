package org.fingerpost.testmode;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

import org.fingerpost.api.table.Lookup;

/** {@code /word argument}: finds the command of that name. */
final class SlashCommand implements Command {

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
        if (line.length() == 1) {
            session.screen().line("Usage: /[canon|map|mx|parse|try|tryflags]");
            return;
        }
        String[] words = line.split("[ \t]", 2);
        Optional.ofNullable(commands.get(words[0].substring(1).toLowerCase(Locale.ROOT))).ifPresentOrElse(
                command -> command.run(words.length > 1 ? words[1].strip() : ""),
                () -> session.screen().line("Unknown \"/\" command " + words[0]));
    }

    private void tryFlags(String letters) {
        if (letters.isEmpty()) {
            session.screen().line("Usage: /tryflags [Hh|Ee][Ss|Rr]");
        }
        for (char letter : letters.toCharArray()) {
            session.kind(session.kind().with(letter));
        }
    }

    private void canon(String host) {
        if (host.isEmpty()) {
            session.screen().line("Usage: /canon address");
            return;
        }
        Lookup found = session.lookup("host", host, List.of());
        String name = found instanceof Lookup.Found f ? f.value() : host;
        session.screen().line("getcanonname(" + host + ") returns " + (name.endsWith(".") ? name.substring(0, name.length() - 1) : name));
    }
}
