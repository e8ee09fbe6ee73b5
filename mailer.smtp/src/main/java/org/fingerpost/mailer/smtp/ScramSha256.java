package org.fingerpost.mailer.smtp;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.text.Normalizer;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

import javax.crypto.Mac;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * SCRAM-SHA-256 without channel binding (RFC 5802, RFC 7677): the password is never shown, and a server that does not know it is
 * found out.
 */
final class ScramSha256 implements SaslClient {

    static final String NAME = "SCRAM-SHA-256";

    /** What a server may make us compute: about a second. */
    private static final int MAX_ITERATIONS = 1_000_000;
    private static final int BITS = 256;
    private static final String HEADER = "n,,";

    private enum Step { FIRST, FINAL, DONE }

    private final String password;
    private final String nonce;
    private final String firstBare;
    private volatile String expectedSignature = "";
    private Step step = Step.FIRST;

    ScramSha256(Credentials who, String nonce) {
        this.password = prepared(who.password());
        this.nonce = nonce;
        String user = new String(prepared(who.user()).getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
        this.firstBare = "n=" + user.replace("=", "=3D").replace(",", "=2C") + ",r=" + nonce;
    }

    /** What SASLprep (RFC 4013 §2.2) makes of text as people write it; octets in, text out. */
    private static String prepared(String octets) {
        return Normalizer.normalize(new String(octets.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8),
                Normalizer.Form.NFKC);
    }

    @Override
    public Optional<String> first() {
        return Optional.of(HEADER + firstBare);
    }

    @Override
    public Supplier<String> answer(String challenge) {
        Step now = step;
        step = now == Step.FIRST ? Step.FINAL : Step.DONE;
        return switch (now) {
            case FIRST -> () -> proof(challenge);
            case FINAL -> checked(challenge);
            case DONE -> throw new SaslException("asked for more than the mechanism has");
        };
    }

    @Override
    public boolean isServerProven() {
        return step == Step.DONE;
    }

    private String proof(String serverFirst) {
        Map<Character, String> fields = fields(serverFirst);
        String both = fields.getOrDefault('r', "");
        int iterations = iterations(fields.getOrDefault('i', ""));
        if (!both.startsWith(nonce) || both.length() == nonce.length() || fields.containsKey('m')) {
            throw new SaslException("sent a challenge that is not for us");
        }
        try {
            byte[] salted = salted(Base64.getDecoder().decode(fields.getOrDefault('s', "")), iterations);
            String withoutProof = "c=" + SaslClient.encode(HEADER) + ",r=" + both;
            String signed = firstBare + "," + serverFirst + "," + withoutProof;
            byte[] clientKey = hmac(salted, "Client Key");
            byte[] signature = hmac(MessageDigest.getInstance("SHA-256").digest(clientKey), signed);
            for (int i = 0; i < clientKey.length; i++) {
                clientKey[i] ^= signature[i];
            }
            expectedSignature = Base64.getEncoder().encodeToString(hmac(hmac(salted, "Server Key"), signed));
            return withoutProof + ",p=" + Base64.getEncoder().encodeToString(clientKey);
        } catch (IllegalArgumentException e) {
            throw new SaslException("sent a salt that is none");
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private Supplier<String> checked(String serverFinal) {
        String signature = fields(serverFinal).getOrDefault('v', "");
        if (expectedSignature.isEmpty() || !MessageDigest.isEqual(signature.getBytes(StandardCharsets.ISO_8859_1),
                expectedSignature.getBytes(StandardCharsets.ISO_8859_1))) {
            throw new SaslException("does not know our password");
        }
        return () -> "";
    }

    private static int iterations(String text) {
        int count = text.matches("\\d{1,7}") ? Integer.parseInt(text) : 0;
        if (count < 1 || count > MAX_ITERATIONS) {
            throw new SaslException("wants \"" + (text.length() > 20 ? "a lot of" : text.replaceAll("[^ -~]", "?"))
                    + "\" iterations where 1 to " + MAX_ITERATIONS + " are expected");
        }
        return count;
    }

    private byte[] salted(byte[] salt, int iterations) throws GeneralSecurityException {
        if (salt.length == 0) {
            throw new SaslException("sent a challenge without a salt");
        }
        PBEKeySpec spec = new PBEKeySpec(password.toCharArray(), salt, iterations, BITS);
        return SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256").generateSecret(spec).getEncoded();
    }

    private static byte[] hmac(byte[] key, String octets) throws GeneralSecurityException {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(key, "HmacSHA256"));
        return mac.doFinal(octets.getBytes(StandardCharsets.ISO_8859_1));
    }

    /** {@code a=x,b=y}. */
    private static Map<Character, String> fields(String message) {
        Map<Character, String> fields = new HashMap<>();
        for (String field : message.split(",")) {
            if (field.length() >= 2 && field.charAt(1) == '=') {
                fields.putIfAbsent(field.charAt(0), field.substring(2));
            }
        }
        return fields;
    }
}
