package org.fingerpost.auth.table;

import java.security.SecureRandom;
import java.util.Arrays;

import org.fingerpost.api.auth.Exchange.Step;

/**
 * Checks who somebody is. An unknown user is checked like a known one, against a credential that no password fits; its salt
 * depends on the name, so that it is the same each time (RFC 5802 §5.1 leaves that open; RFC 7677 has the iterations). Any
 * thread.
 */
final class Verifier {

    /** Of credentials that are made here, and of those that nobody has. */
    static final int ITERATIONS = 10_000;
    private static final int SALT_OCTETS = 16;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final Accounts accounts;
    private final byte[] secret;

    /** @param secret what salts of unknown users are made from; the same in each run, so that a restart tells nothing */
    Verifier(Accounts accounts, byte[] secret) {
        this.accounts = accounts;
        this.secret = secret.clone();
    }

    static byte[] random(int octets) {
        byte[] random = new byte[octets];
        RANDOM.nextBytes(random);
        return random;
    }

    static Credential.Scram credential(byte[] password) {
        return Credential.Scram.of(Passwords.prepare(password), random(SALT_OCTETS), ITERATIONS);
    }

    Account find(String user) {
        return accounts.find(user);
    }

    /** What a user is checked by of whom nothing is known. */
    Credential.Scram nobody(String user) {
        byte[] salt = Arrays.copyOf(Hmac.sha256(secret, user), SALT_OCTETS);
        return new Credential.Scram(ITERATIONS, salt, random(32), random(32));
    }

    /**
     * PLAIN and LOGIN.
     *
     * @param identity whom the user wants to act as; octets, empty for himself
     */
    Step check(String identity, String user, byte[] password) {
        String name;
        byte[] prepared;
        try {
            name = Passwords.prepareName(user);
            prepared = Passwords.prepare(password);
        } catch (IllegalArgumentException e) {
            return new Step.Refused("the name or the password cannot be one: " + e.getMessage());
        }
        Account account = find(name);
        if (account instanceof Account.Unavailable trouble) {
            return new Step.Unavailable(trouble.reason());
        }
        Credential credential = account instanceof Account.Known known ? known.credential() : nobody(name);
        boolean good = credential.isOf(prepared) & account instanceof Account.Known;
        if (!good) {
            return new Step.Refused(
                    account instanceof Account.Unknown unknown ? unknown.reason() : "another password is expected");
        }
        return !identity.isEmpty() && !identity.equals(user) ? new Step.Refused("it may not act as another user")
                : new Step.Authenticated(name, new byte[0]);
    }
}
