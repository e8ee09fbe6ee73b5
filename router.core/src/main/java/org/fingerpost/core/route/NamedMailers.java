package org.fingerpost.core.route;

import org.fingerpost.api.policy.MailerDefinition;
import org.fingerpost.api.policy.Policy;
import org.fingerpost.api.rewrite.Route;

/**
 * Where a program goes that an alias, a list or a forward file names: to the mailer {@code prog}, unless its first word,
 * without a slash, is the name of a mailer whose definition has the flag {@code V}. Such a mailer is no program, so it has its
 * own rules for whom it acts.
 */
public final class NamedMailers {

    /** sendmail's name. */
    private static final String PROGRAM_MAILER = "prog";
    private static final char BY_NAME = 'V';

    private NamedMailers() {
    }

    /** @param user whose list or forward file it is: the host of a route to a mailer by name; empty if it is the operator's */
    public static Route route(Policy policy, String command, String user) {
        return isNamed(policy, command) ? new Route(firstWord(command), user, command) : new Route(PROGRAM_MAILER, "", command);
    }

    public static boolean isNamed(Policy policy, String command) {
        MailerDefinition mailer = policy.mailers().get(firstWord(command));
        return mailer != null && mailer.has(BY_NAME);
    }

    private static String firstWord(String command) {
        int end = 0;
        while (end < command.length() && command.charAt(end) != ' ' && command.charAt(end) != '\t') {
            end++;
        }
        return command.substring(0, end);
    }
}
