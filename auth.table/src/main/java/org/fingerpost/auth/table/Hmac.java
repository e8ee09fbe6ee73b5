package org.fingerpost.auth.table;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** The functions that passwords are checked by, by the JDK. */
final class Hmac {

    private Hmac() {
    }

    static byte[] sha256(byte[] key, String text) {
        return mac("HmacSHA256", key).doFinal(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    static byte[] hash(byte[] octets) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(octets);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e); // every Java has it
        }
    }

    /** PBKDF2 (RFC 8018 §5.2), one block of it: as long as the hash. Not the JDK's, for passwords are octets here. */
    static byte[] derive(String algorithm, byte[] password, byte[] salt, int iterations) {
        Mac mac = mac(algorithm, password);
        mac.update(salt);
        byte[] round = mac.doFinal(new byte[] {0, 0, 0, 1});
        byte[] derived = round.clone();
        for (int i = 1; i < iterations; i++) {
            round = mac.doFinal(round);
            for (int k = 0; k < derived.length; k++) {
                derived[k] ^= round[k];
            }
        }
        return derived;
    }

    /** An empty key is one of zeros, which the JDK does not take otherwise. */
    private static Mac mac(String algorithm, byte[] key) {
        try {
            Mac mac = Mac.getInstance(algorithm);
            mac.init(new SecretKeySpec(key.length == 0 ? new byte[1] : key, algorithm));
            return mac;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e); // every Java has it
        }
    }
}
