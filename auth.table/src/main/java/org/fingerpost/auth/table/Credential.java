package org.fingerpost.auth.table;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.apache.commons.codec.digest.Crypt;

/** What a password is checked by, as a table has it. Immutable. */
sealed interface Credential {

    /** Fewer are no work for who has stolen them (RFC 7677 §4). */
    int LEAST_ITERATIONS = 4096;
    /** More would be work for us. */
    int MOST_ITERATIONS = 1_000_000;

    /** Whether this is the password. */
    boolean isOf(byte[] password);

    /**
     * The keys of SCRAM-SHA-256 (RFC 5802 §3): {@code SCRAM-SHA-256$ITERATIONS:SALT$STOREDKEY:SERVERKEY}, salt and keys in
     * base64, as in RFC 5803 and PostgreSQL; or Dovecot's {@code {SCRAM-SHA-256}ITERATIONS,SALT,STOREDKEY,SERVERKEY}.
     */
    record Scram(int iterations, byte[] salt, byte[] storedKey, byte[] serverKey) implements Credential {

        private static final Pattern SYNTAX = Pattern.compile(
                "(?:SCRAM-SHA-256\\$|\\{SCRAM-SHA-256})(\\d{1,7})[:,]([A-Za-z0-9+/=]+)[$,]"
                + "([A-Za-z0-9+/=]+)[:,]([A-Za-z0-9+/=]+)");

        static Scram of(byte[] password, byte[] salt, int iterations) {
            byte[] salted = Hmac.derive("HmacSHA256", password, salt, iterations);
            return new Scram(iterations, salt, Hmac.hash(Hmac.sha256(salted, "Client Key")), Hmac.sha256(salted, "Server Key"));
        }

        @Override
        public boolean isOf(byte[] password) {
            return MessageDigest.isEqual(of(password, salt, iterations).storedKey, storedKey);
        }

        /** As it is stored. */
        @Override
        public String toString() {
            Base64.Encoder base64 = Base64.getEncoder();
            return "SCRAM-SHA-256$" + iterations + ":" + base64.encodeToString(salt) + "$" + base64.encodeToString(storedKey)
                    + ":" + base64.encodeToString(serverKey);
        }
    }

    /**
     * {@code {PBKDF2-SHA512}ITERATIONS$SALT$KEY}, as OpenLDAP has it: base64 with a full stop for the plus sign and without
     * padding; {@code SHA256} too.
     */
    record Pbkdf2(String algorithm, int iterations, byte[] salt, byte[] key) implements Credential {

        private static final Pattern SYNTAX =
                Pattern.compile("\\{PBKDF2-(SHA256|SHA512)}(\\d{1,7})\\$([A-Za-z0-9+./=]+)\\$([A-Za-z0-9+./=]+)");

        @Override
        public boolean isOf(byte[] password) {
            return MessageDigest.isEqual(Hmac.derive(algorithm, password, salt, iterations), key);
        }
    }

    /** crypt(3) with SHA-2: {@code $6$…} or {@code $5$…}, perhaps after {@code {CRYPT}}, {@code {SHA512-CRYPT}} and the like. */
    record Sha2Crypt(String hash) implements Credential {

        private static final Pattern SYNTAX = Pattern.compile("(?:\\{(?:CRYPT|SHA256-CRYPT|SHA512-CRYPT)})?"
                + "(\\$[56]\\$(?:rounds=(\\d{1,7})\\$)?[./A-Za-z0-9]{1,16}\\$[./A-Za-z0-9]{43,86})");

        @Override
        public boolean isOf(byte[] password) {
            return MessageDigest.isEqual(Crypt.crypt(password.clone(), hash).getBytes(StandardCharsets.US_ASCII),
                    hash.getBytes(StandardCharsets.US_ASCII));
        }
    }

    /** @throws IllegalArgumentException if it is of no form that is known here; it does not quote it */
    static Credential parse(String value) {
        String text = value.strip();
        Matcher scram = Scram.SYNTAX.matcher(text);
        if (scram.matches()) {
            return new Scram(iterations(scram.group(1)), decode(scram.group(2)), decode(scram.group(3)), decode(scram.group(4)));
        }
        Matcher pbkdf2 = Pbkdf2.SYNTAX.matcher(text);
        if (pbkdf2.matches()) {
            return new Pbkdf2("Hmac" + pbkdf2.group(1), iterations(pbkdf2.group(2)), decode(pbkdf2.group(3)),
                    decode(pbkdf2.group(4)));
        }
        Matcher crypt = Sha2Crypt.SYNTAX.matcher(text);
        if (crypt.matches() && (crypt.group(2) == null || Integer.parseInt(crypt.group(2)) <= MOST_ITERATIONS)) {
            return new Sha2Crypt(crypt.group(1));
        }
        throw new IllegalArgumentException("SCRAM-SHA-256$…, {PBKDF2-SHA512}…, {PBKDF2-SHA256}…, $6$… or $5$… is expected");
    }

    private static int iterations(String text) {
        int iterations = Integer.parseInt(text);
        if (iterations < LEAST_ITERATIONS || iterations > MOST_ITERATIONS) {
            throw new IllegalArgumentException(LEAST_ITERATIONS + " to " + MOST_ITERATIONS + " iterations are expected");
        }
        return iterations;
    }

    private static byte[] decode(String base64) {
        return Base64.getDecoder().decode(base64.replace('.', '+'));
    }
}
