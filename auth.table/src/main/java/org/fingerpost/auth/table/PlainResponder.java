package org.fingerpost.auth.table;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

import org.fingerpost.api.auth.Exchange.Step;

/** PLAIN (RFC 4616): identity NUL user NUL password. */
final class PlainResponder implements Mechanism.Responder {

    private final Verifier verifier;
    private boolean asked;

    PlainResponder(Verifier verifier) {
        this.verifier = verifier;
    }

    @Override
    public Step respond(byte[] response) {
        if (response.length == 0 && !asked) {
            asked = true;
            return new Step.Challenge(new byte[0]);
        }
        int first = indexOfNul(response, 0);
        int second = indexOfNul(response, first + 1);
        if (first < 0 || second < 0 || indexOfNul(response, second + 1) >= 0) {
            return new Step.Refused("identity, user and password are expected with two NULs between them");
        }
        String identity = text(response, 0, first);
        String user = text(response, first + 1, second);
        return verifier.check(identity, user, Arrays.copyOfRange(response, second + 1, response.length));
    }

    private static int indexOfNul(byte[] octets, int from) {
        for (int i = from; i < octets.length; i++) {
            if (octets[i] == 0) {
                return i;
            }
        }
        return -1;
    }

    private static String text(byte[] octets, int from, int to) {
        return new String(octets, from, to - from, StandardCharsets.ISO_8859_1);
    }
}
