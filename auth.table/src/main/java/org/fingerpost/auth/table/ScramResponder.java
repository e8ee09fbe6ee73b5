package org.fingerpost.auth.table;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.fingerpost.api.auth.Exchange.Step;

/** SCRAM-SHA-256 without channel binding (RFC 5802, RFC 7677). */
final class ScramResponder implements Mechanism.Responder {

    private static final int NONCE_OCTETS = 18;
    /** gs2-header, then the bare message (§7). A nonce is printable and has no comma. */
    private static final Pattern FIRST = Pattern.compile("((?:n|y|p=[A-Za-z0-9.-]+),(?:a=([^,]+))?,)"
            + "(n=([^,]+),r=([\\x21-\\x2b\\x2d-\\x7e]+)(?:,[A-Za-z]=[^,]*)*)", Pattern.DOTALL);
    private static final Pattern LAST = Pattern.compile("(c=([A-Za-z0-9+/=]+),r=([\\x21-\\x2b\\x2d-\\x7e]+)(?:,[A-Za-z]=[^,]*)*)"
            + ",p=([A-Za-z0-9+/=]+)", Pattern.DOTALL);

    private final Verifier verifier;
    private final String ourNonce;
    private boolean asked;
    private String header = "";
    private String nonce = "";
    private String user = "";
    private String identity = "";
    /** The messages so far, as they are signed. */
    private String messages = "";
    private Credential.Scram credential;
    private String doubt = "another password is expected";
    private boolean known;

    ScramResponder(Verifier verifier, String ourNonce) {
        this.verifier = verifier;
        this.ourNonce = ourNonce;
    }

    static String newNonce() {
        return Base64.getEncoder().withoutPadding().encodeToString(Verifier.random(NONCE_OCTETS));
    }

    @Override
    public Step respond(byte[] response) {
        if (response.length == 0 && credential == null && !asked) {
            asked = true;
            return new Step.Challenge(new byte[0]);
        }
        String text = new String(response, StandardCharsets.ISO_8859_1);
        return credential == null ? first(text) : last(text);
    }

    private Step first(String text) {
        Matcher m = FIRST.matcher(text);
        if (!m.matches()) {
            return new Step.Refused("the client's first message makes no sense");
        }
        if (m.group(1).startsWith("p=")) {
            return new Step.Refused("channel binding is not offered");
        }
        header = m.group(1);
        nonce = m.group(5) + ourNonce;
        try {
            identity = m.group(2) == null ? "" : name(m.group(2));
            user = name(m.group(4));
        } catch (IllegalArgumentException e) {
            return new Step.Refused("the name cannot be one: " + e.getMessage());
        }
        Account account = verifier.find(user);
        if (account instanceof Account.Unavailable trouble) {
            return new Step.Unavailable(trouble.reason());
        }
        choose(account);
        String challenge = "r=" + nonce + ",s=" + Base64.getEncoder().encodeToString(credential.salt()) + ",i="
                + credential.iterations();
        messages = m.group(3) + "," + challenge + ",";
        return new Step.Challenge(challenge.getBytes(StandardCharsets.ISO_8859_1));
    }

    private void choose(Account account) {
        if (account instanceof Account.Known found && found.credential() instanceof Credential.Scram scram) {
            credential = scram;
            known = true;
            return;
        }
        doubt = account instanceof Account.Unknown unknown ? unknown.reason() : "the password is not stored for SCRAM-SHA-256";
        credential = verifier.nobody(user);
    }

    private static String name(String escaped) {
        if (escaped.replace("=2C", "").replace("=3D", "").indexOf('=') >= 0) {
            throw new IllegalArgumentException("an equals sign is not escaped");
        }
        return Passwords.prepareName(escaped.replace("=2C", ",").replace("=3D", "="));
    }

    private Step last(String text) {
        Matcher m = LAST.matcher(text);
        if (!m.matches() || !m.group(2).equals(base64(header)) || !m.group(3).equals(nonce)) {
            return new Step.Refused("the client's final message does not fit what was said before");
        }
        String signed = messages + m.group(1);
        if (!isProof(m.group(4), Hmac.sha256(credential.storedKey(), signed)) | !known) {
            return new Step.Refused(doubt);
        }
        if (!identity.isEmpty() && !identity.equals(user)) {
            return new Step.Refused("it may not act as another user");
        }
        String signature = "v=" + Base64.getEncoder().encodeToString(Hmac.sha256(credential.serverKey(), signed));
        return new Step.Authenticated(user, signature.getBytes(StandardCharsets.ISO_8859_1));
    }

    /** The client's key is what is left of its proof without the signature (§3). */
    private boolean isProof(String proof, byte[] signature) {
        byte[] key;
        try {
            key = Base64.getDecoder().decode(proof);
        } catch (IllegalArgumentException e) {
            return false;
        }
        if (key.length != signature.length) {
            return false;
        }
        for (int i = 0; i < key.length; i++) {
            key[i] ^= signature[i];
        }
        return MessageDigest.isEqual(Hmac.hash(key), credential.storedKey());
    }

    private static String base64(String octets) {
        return Base64.getEncoder().encodeToString(octets.getBytes(StandardCharsets.ISO_8859_1));
    }
}
