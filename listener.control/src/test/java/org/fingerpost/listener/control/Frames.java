package org.fingerpost.listener.control;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** Frames as a client writes them. */
final class Frames {

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    private Frames() {
    }

    static Frames of(String... words) {
        Frames frames = new Frames();
        for (String word : words) {
            frames.argument(word);
        }
        return frames;
    }

    static Frames raw(String octets) {
        Frames frames = new Frames();
        frames.out.writeBytes(octets.getBytes(StandardCharsets.ISO_8859_1));
        return frames;
    }

    static Frames copyOf(Frames other) {
        Frames frames = new Frames();
        frames.out.writeBytes(other.bytes());
        return frames;
    }

    Frames argument(String text) {
        return frame('A', text);
    }

    Frames variable(String text) {
        return frame('E', text);
    }

    Frames go() {
        return frame('G', "");
    }

    Frames data(String text) {
        return frame('D', text);
    }

    Frames end() {
        return frame('Z', "");
    }

    Frames frame(int type, String text) {
        byte[] payload = text.getBytes(StandardCharsets.ISO_8859_1);
        out.write(type);
        for (int shift = 24; shift >= 0; shift -= 8) {
            out.write(payload.length >>> shift);
        }
        out.writeBytes(payload);
        return this;
    }

    byte[] bytes() {
        return out.toByteArray();
    }
}
