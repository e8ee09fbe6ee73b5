package org.fingerpost.core.policy.image;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

import org.fingerpost.api.policy.Reading;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The file that holds the compiled form of the policy in use. It begins with a mark, then come the digest of the rest, the key,
 * the digests of all files that were read, and the reading. It is replaced whole, by renaming.
 */
public final class PolicyImage {

    private static final Logger LOG = LoggerFactory.getLogger(PolicyImage.class);
    private static final byte[] MARK = "Fingerpost policy image 1\n".getBytes(StandardCharsets.US_ASCII);
    private static final int DIGEST_LENGTH = 32;
    private static final int MAX_BYTES = 64 * 1024 * 1024;
    private static final String ABSENT = "absent";
    /** Time stamps of files may be as coarse as this. */
    private static final Duration SETTLING = Duration.ofSeconds(2);

    private final Path image;
    private final ReadingCodec codec = new ReadingCodec();

    /** @param image the file; it and its folder need not be there */
    public PolicyImage(Path image) {
        this.image = image;
    }

    /**
     * The reading that the image holds, if it is of this key and no file has changed since. Never throws because of a bad image.
     */
    public Optional<Reading> read(ImageKey key) {
        if (!Files.isRegularFile(image)) {
            return Optional.empty();
        }
        try {
            Optional<Reading> reading = decode(octets(), key);
            LOG.debug("the image {} is {}", image, reading.isPresent() ? "used" : "out of date");
            return reading;
        } catch (IOException | DamagedImageException | RuntimeException e) { // constructors of the policy refuse bad values
            LOG.warn("the image {} of the policy is not used: {}", image, e.getMessage());
            return Optional.empty();
        }
    }

    private byte[] octets() throws IOException, DamagedImageException {
        try (InputStream in = Files.newInputStream(image)) {
            byte[] octets = in.readNBytes(MAX_BYTES + 1);
            if (octets.length > MAX_BYTES) {
                throw new DamagedImageException("it is larger than " + MAX_BYTES + " bytes");
            }
            return octets;
        }
    }

    private Optional<Reading> decode(byte[] octets, ImageKey key) throws DamagedImageException {
        int start = MARK.length + DIGEST_LENGTH;
        if (octets.length < start || !Arrays.equals(MARK, Arrays.copyOf(octets, MARK.length))) {
            throw new DamagedImageException("it is no image of this version");
        }
        MessageDigest digest = sha256();
        digest.update(octets, start, octets.length - start);
        if (!MessageDigest.isEqual(digest.digest(), Arrays.copyOfRange(octets, MARK.length, start))) {
            throw new DamagedImageException("its digest is wrong");
        }
        OctetReader in = new OctetReader(octets, start, octets.length);
        boolean same = in.string().equals(key.file().toString()) & in.string().equals(key.directory().toString())
                & in.string().equals(key.program());
        for (int count = in.count(); count > 0 && same; count--) {
            Path source = Codec.PATH.read(in);
            same = in.string().equals(digestOf(source));
        }
        return same ? Optional.of(codec.read(in)) : Optional.empty();
    }

    /**
     * Keeps a reading. Nothing is kept of one that cannot be used, or would be another one the next time, or whose files were
     * written so lately that they may have changed while they were read.
     *
     * @param began when the reading began
     */
    public void write(ImageKey key, Reading reading, Instant began) {
        try {
            if (!reading.isUsable() || !reading.policy().isRepeatable() || !settled(reading, began.minus(SETTLING))) {
                Files.deleteIfExists(image);
                return;
            }
            byte[] octets = encode(key, reading);
            Files.createDirectories(image.getParent());
            Path fresh = Files.createTempFile(image.getParent(), "policy", ".tmp",
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            try {
                Files.write(fresh, octets);
                Files.move(fresh, image, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            } finally {
                Files.deleteIfExists(fresh);
            }
        } catch (IOException e) {
            LOG.warn("the image {} of the policy cannot be written: {}", image, e.toString());
        }
    }

    private static boolean settled(Reading reading, Instant before) throws IOException {
        for (Path source : reading.policy().sources()) {
            if (Files.exists(source) && !Files.getLastModifiedTime(source).toInstant().isBefore(before)) {
                return false;
            }
        }
        return true;
    }

    private byte[] encode(ImageKey key, Reading reading) {
        OctetWriter out = new OctetWriter();
        out.string(key.file().toString());
        out.string(key.directory().toString());
        out.string(key.program());
        Map<Path, String> digests = new LinkedHashMap<>();
        reading.policy().sources().forEach(source -> digests.put(source, digestOf(source)));
        out.number(digests.size());
        digests.forEach((source, digest) -> {
            out.string(source.toString());
            out.string(digest);
        });
        codec.write(out, reading);
        byte[] body = out.octets();
        byte[] all = Arrays.copyOf(MARK, MARK.length + DIGEST_LENGTH + body.length);
        System.arraycopy(sha256().digest(body), 0, all, MARK.length, DIGEST_LENGTH);
        System.arraycopy(body, 0, all, MARK.length + DIGEST_LENGTH, body.length);
        return all;
    }

    private static String digestOf(Path source) {
        if (!Files.isRegularFile(source)) {
            return ABSENT;
        }
        try (InputStream in = Files.newInputStream(source)) {
            MessageDigest digest = sha256();
            byte[] buffer = new byte[1 << 16];
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                digest.update(buffer, 0, n);
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (IOException e) {
            return "unreadable: " + e; // a reader would say so; no image is right then
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e); // every Java platform has it
        }
    }
}
