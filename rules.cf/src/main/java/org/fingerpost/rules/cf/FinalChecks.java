package org.fingerpost.rules.cf;

import java.nio.file.Path;
import java.util.Optional;

import org.fingerpost.api.policy.Location;
import org.fingerpost.api.policy.MacroText;
import org.fingerpost.api.policy.Problem;

/** What can be seen only when all has been read; in the order in which sendmail says it. */
final class FinalChecks {

    private static final int NEWEST_LEVEL = 10;
    /** Of the sendmail that is followed here. */
    private static final String VERSION = "8.17.1.9";

    private final Draft draft;
    private final Location file;

    FinalChecks(Draft draft, Path file) {
        this.draft = draft;
        this.file = new Location(file, 0, 0);
    }

    void check() {
        superSafe();
        draft.optionValue("MailboxDatabase").filter(name -> !name.equals("pw") && !name.equals("ldap")).ifPresent(name ->
                warn("mailbox database \"" + name + "\" is not known; the machine's users are looked up",
                        "Can't initialize mailbox database \"" + name + "\": Service unavailable"));
        if (draft.level() > NEWEST_LEVEL) {
            warn("level " + draft.level() + " is not known; it is read as level " + NEWEST_LEVEL, "Warning: .cf version level ("
                    + draft.level() + ") exceeds sendmail version " + VERSION + " functionality (" + NEWEST_LEVEL + ")");
        }
        boolean single = draft.optionValue("SingleThreadDelivery").filter(value -> value.isEmpty()
                || "tTyY".indexOf(value.charAt(0)) >= 0)
                .isPresent();
        if (single && draft.optionValue("HostStatusDirectory").filter(value -> !value.isEmpty()).isEmpty()) {
            warn("option SingleThreadDelivery has no effect without HostStatusDirectory",
                    "Warning: HostStatusDirectory required for SingleThreadDelivery");
        }
        if (draft.level() < NEWEST_LEVEL) {
            warn("this is a configuration of level " + draft.level() + "; it is read as sendmail reads one of that level",
                    "Warning: .cf file is out of date: sendmail " + VERSION + " supports version " + NEWEST_LEVEL
                            + ", .cf file is version " + draft.level());
        }
        hostName();
        if (!draft.policy().hasMailer("local")) {
            warn("no mailer is called local", "No local mailer defined");
        }
    }

    private void warn(String message, String words) {
        draft.problems().add(Problem.warning(file, message).printedAs(words));
    }

    private void superSafe() {
        boolean interactive = draft.optionValue("SuperSafe").filter(value -> value.startsWith("i")
                || value.startsWith("I")).isPresent();
        boolean mode = draft.optionValue("DeliveryMode").filter(value -> value.startsWith("i")).isPresent();
        if (interactive && !mode) {
            warn("option SuperSafe=interactive is meant for DeliveryMode=interactive",
                    "WARNING: SuperSafe=interactive should only be used with\n         DeliveryMode=interactive");
        }
    }

    private void hostName() {
        Optional<MacroText> j = draft.policy().macro("j");
        String name = j.map(text -> text.expand(draft.policy()::macro)).orElse("");
        if (name.indexOf('.') < 0) {
            warn("the name of this host, $j, has no domain: \"" + name + "\"", "WARNING: local host name ("
                    + (name.isEmpty() ? "localhost" : name) + ") is not qualified; see cf/README: WHO AM I?");
        }
    }
}
