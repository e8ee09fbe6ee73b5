package org.fingerpost.testmode;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.fingerpost.api.policy.MacroText;
import org.fingerpost.api.policy.MailerDefinition;
import org.fingerpost.api.policy.Policy;

/** All mailers in sendmail's order: the three that it always has, as the policy defines them if it does, then the others. */
final class Mailers {

    static final String PROGRAM = "prog";
    static final String FILE = "*file*";
    static final String INCLUDE = "*include*";

    private static final Map<Character, String> UNIX = Map.of('T', "X-Unix/X-Unix/X-Unix");
    private static final List<MailerDefinition> ALWAYS = List.of(
            new MailerDefinition(PROGRAM, "/bin/sh", "lsouDq9", texts("sh", "-c", "$u"), UNIX),
            new MailerDefinition(FILE, "[FILE]", "lsDFMPEouq9", texts("FILE", "$u"), UNIX),
            new MailerDefinition(INCLUDE, "/dev/null", "su", texts("INCLUDE", "$u"), Map.of()));

    private Mailers() {
    }

    private static List<MacroText> texts(String... words) {
        return List.of(words).stream().map(MacroText::parse).toList();
    }

    static List<MailerDefinition> of(Policy policy) {
        List<MailerDefinition> mailers = new ArrayList<>();
        ALWAYS.forEach(mailer -> mailers.add(policy.mailers().getOrDefault(mailer.name(), mailer)));
        policy.mailers().values().stream().filter(mailer -> !mailers.contains(mailer)).forEach(mailers::add);
        return mailers;
    }
}
