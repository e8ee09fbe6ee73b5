package org.fingerpost.mailer.prog;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

import org.fingerpost.api.mailer.Delivery;
import org.fingerpost.api.mailer.DeliveryRecipient;
import org.fingerpost.api.policy.MacroText;

/**
 * Sees to what a definition hands to a shell as a command ({@code P=/bin/sh, A=sh -c "deliver $u"}). No quoting is safe in all
 * places where a macro can stand, so what comes from outside must not need any: letters, digits and a few signs. The command
 * of an alias or forward file ({@code A=sh -c $u} of the mailer {@code prog}) is its owner's and runs as it is.
 */
final class ShellSafety {

    private static final Set<String> SHELLS = Set.of("sh", "ash", "bash", "csh", "dash", "ksh", "mksh", "tcsh", "yash", "zsh");
    private static final Pattern COMMAND_FLAG = Pattern.compile("[-+][A-Za-z]*c[A-Za-z]*");
    private static final Pattern SAFE = Pattern.compile("(?:[A-Za-z0-9_/.@%][A-Za-z0-9_/.@%+=:,-]*)?");

    private ShellSafety() {
    }

    /** Which macro has something in it that a shell must not see; empty if all is well. */
    static Optional<String> objection(Delivery delivery) {
        String path = delivery.mailer().path();
        List<MacroText> arguments = delivery.mailer().arguments();
        if (!SHELLS.contains(path.substring(path.lastIndexOf('/') + 1)) || ListCommands.isShellCommand(delivery)) {
            return Optional.empty();
        }
        for (int i = 2; i < arguments.size(); i++) {
            if (COMMAND_FLAG.matcher(arguments.get(i - 1).source()).matches()) {
                return unsafe(arguments.get(i), delivery);
            }
        }
        return Optional.empty();
    }

    private static Optional<String> unsafe(MacroText argument, Delivery delivery) {
        String[] found = {null};
        argument.expand(name -> {
            boolean safe = name.equals("u") ? delivery.recipients().stream().map(DeliveryRecipient::user)
                    .allMatch(ShellSafety::isSafe)
                    : isSafe(delivery.macro(name));
            found[0] = safe ? found[0] : "$" + name;
            return Optional.of(MacroText.literal(delivery.macro(name)));
        });
        return Optional.ofNullable(found[0]);
    }

    private static boolean isSafe(String value) {
        return SAFE.matcher(value).matches();
    }
}
