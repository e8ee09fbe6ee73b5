package org.fingerpost.auth.table;

import java.nio.charset.StandardCharsets;

import org.fingerpost.api.auth.Exchange.Step;

/** LOGIN (draft-murchison-sasl-login): what older clients have. They look for these very words. */
final class LoginResponder implements Mechanism.Responder {

    private static final byte[] USER = "Username:".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] PASSWORD = "Password:".getBytes(StandardCharsets.US_ASCII);

    private final Verifier verifier;
    private String user = "";
    private boolean asked;

    LoginResponder(Verifier verifier) {
        this.verifier = verifier;
    }

    @Override
    public Step respond(byte[] response) {
        if (!user.isEmpty()) {
            return verifier.check("", user, response);
        }
        if (response.length == 0) {
            boolean again = asked;
            asked = true;
            return again ? new Step.Refused("the name is empty") : new Step.Challenge(USER);
        }
        user = new String(response, StandardCharsets.ISO_8859_1);
        return new Step.Challenge(PASSWORD);
    }
}
