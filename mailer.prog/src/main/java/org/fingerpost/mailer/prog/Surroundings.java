package org.fingerpost.mailer.prog;

import java.util.Map;
import java.util.TreeMap;

import org.fingerpost.api.mailer.Delivery;
import org.fingerpost.api.unix.Account;

/**
 * The environment of programs: for a user what login(1) would set, then what the policy has; nothing of the router's.
 *
 * @param searchPath {@code PATH}, unless the policy sets it; empty for none, and for a user the system's usual one
 */
record Surroundings(String searchPath) {

    private static final String USUAL_PATH = "/usr/local/bin:/usr/bin:/bin";
    private static final String USUAL_SHELL = "/bin/sh";
    private static final String NO_HOME = "/";

    /** All variables. */
    Map<String, String> of(Delivery delivery, Actor actor) throws NotRunnableException {
        Map<String, String> environment = new TreeMap<>();
        if (actor.account().isPresent()) {
            user(environment, actor.account().get());
        }
        if (!searchPath.isEmpty()) {
            environment.put("PATH", searchPath);
        }
        for (Map.Entry<String, String> variable : delivery.environment().entrySet()) {
            environment.put(Text.toSystem(variable.getKey()), Text.toSystem(variable.getValue()));
        }
        return environment;
    }

    private static void user(Map<String, String> environment, Account account) throws NotRunnableException {
        environment.put("PATH", USUAL_PATH);
        environment.put("HOME", or(account.home(), NO_HOME));
        environment.put("SHELL", or(account.shell(), USUAL_SHELL));
        if (!account.name().isEmpty()) {
            environment.put("USER", Text.toSystem(account.name()));
            environment.put("LOGNAME", Text.toSystem(account.name()));
        }
    }

    private static String or(String value, String otherwise) throws NotRunnableException {
        return value.isEmpty() ? otherwise : Text.toSystem(value);
    }
}
