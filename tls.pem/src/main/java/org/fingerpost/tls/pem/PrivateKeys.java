package org.fingerpost.tls.pem;

import java.io.ByteArrayOutputStream;
import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Arrays;
import java.util.List;

/**
 * Private keys as files have them. The JDK reads PKCS #8 (RFC 5208); the older forms, PKCS #1 for RSA and RFC 5915 for elliptic
 * curves, are what PKCS #8 wraps, so they are wrapped here.
 */
final class PrivateKeys {

    /** 1.2.840.113549.1.1.1 and NULL. */
    private static final byte[] RSA = {0x30, 0x0d, 0x06, 0x09, 0x2a, (byte) 0x86, 0x48, (byte) 0x86, (byte) 0xf7, 0x0d, 1, 1, 1,
        5, 0};
    /** 1.2.840.10045.2.1, without the curve. */
    private static final byte[] EC = {0x06, 0x07, 0x2a, (byte) 0x86, 0x48, (byte) 0xce, 0x3d, 2, 1};
    private static final byte[] VERSION = {2, 1, 0};
    private static final int SEQUENCE = 0x30;
    private static final int OCTETS = 0x04;
    /** Context tag 0: the curve, in RFC 5915 §3. */
    private static final int CURVE = 0xa0;

    private PrivateKeys() {
    }

    /**
     * @param label of the block in the file
     * @throws GeneralSecurityException with a message for people
     */
    static PrivateKey decode(String label, byte[] octets) throws GeneralSecurityException {
        return switch (label) {
            case "PRIVATE KEY" -> decode(octets);
            case "RSA PRIVATE KEY" -> decode(wrap(RSA, octets));
            case "EC PRIVATE KEY" -> decode(wrap(element(SEQUENCE, concat(EC, curve(octets))), octets));
            default -> throw new InvalidKeyException("a " + label + " is not supported; RSA, EC and EdDSA are");
        };
    }

    private static PrivateKey decode(byte[] pkcs8) throws GeneralSecurityException {
        for (String algorithm : List.of("RSA", "EC", "EdDSA", "RSASSA-PSS")) {
            try {
                return KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(pkcs8));
            } catch (InvalidKeySpecException e) {
                continue; // of another algorithm, or of none
            }
        }
        throw new InvalidKeyException("it is no key for RSA, EC or EdDSA");
    }

    private static byte[] wrap(byte[] algorithm, byte[] key) {
        return element(SEQUENCE, concat(VERSION, algorithm, element(OCTETS, key)));
    }

    private static byte[] curve(byte[] key) throws InvalidKeyException {
        try {
            int at = content(key, 0);
            while (at < key.length) {
                int begin = content(key, at);
                int end = begin + length(key, at);
                if ((key[at] & 0xff) == CURVE) {
                    return Arrays.copyOfRange(key, begin, end);
                }
                at = end;
            }
        } catch (IndexOutOfBoundsException e) {
            throw new InvalidKeyException("it is damaged", e);
        }
        throw new InvalidKeyException("it does not name its curve");
    }

    /** Where the content of the element begins (X.690 §8.1). */
    private static int content(byte[] der, int at) {
        return at + 2 + (der[at + 1] < 0 ? der[at + 1] & 0x7f : 0);
    }

    private static int length(byte[] der, int at) {
        if (der[at + 1] >= 0) {
            return der[at + 1];
        }
        int length = 0;
        for (int i = at + 2; i < content(der, at); i++) {
            length = length << 8 | der[i] & 0xff;
        }
        if (length < 0 || length > der.length) {
            throw new IndexOutOfBoundsException();
        }
        return length;
    }

    private static byte[] element(int tag, byte[] content) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(content.length + 4);
        out.write(tag);
        if (content.length >= 1 << 8) { // two octets of length reach for every key
            out.write(0x82);
            out.write(content.length >> 8);
        } else if (content.length >= 0x80) {
            out.write(0x81);
        }
        out.write(content.length);
        out.writeBytes(content);
        return out.toByteArray();
    }

    private static byte[] concat(byte[]... parts) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            out.writeBytes(part);
        }
        return out.toByteArray();
    }

    /** Whether the key is the one that the certificate is for. */
    static boolean belong(PrivateKey key, X509Certificate certificate) throws GeneralSecurityException {
        byte[] probe = {1, 2, 3};
        Signature signature = Signature.getInstance(switch (key.getAlgorithm()) {
            case "RSA" -> "SHA256withRSA";
            case "EC" -> "SHA256withECDSA";
            default -> key.getAlgorithm();
        });
        try {
            signature.initSign(key);
            signature.update(probe);
            byte[] signed = signature.sign();
            signature.initVerify(certificate.getPublicKey());
            signature.update(probe);
            return signature.verify(signed);
        } catch (GeneralSecurityException e) {
            return false; // not even of the same algorithm
        }
    }
}
