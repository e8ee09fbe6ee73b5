package org.fingerpost.cli;

import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/**
 * Standard input and the two outputs, as octets. What nobody takes any more ({@code mailq | head}) is dropped in silence: whether
 * mail was accepted does not depend on who reads the errors.
 */
final class Streams {

    private final InputStream input;
    private final OutputStream output;
    private final OutputStream error;

    Streams(InputStream input, OutputStream output, OutputStream error) {
        this.input = input;
        this.output = output;
        this.error = error;
    }

    /** Those of this process, unbuffered. */
    static Streams ofProcess() {
        return new Streams(new FileInputStream(FileDescriptor.in), new FileOutputStream(FileDescriptor.out),
                new FileOutputStream(FileDescriptor.err));
    }

    InputStream input() {
        return input;
    }

    Streams withInput(InputStream changed) {
        return new Streams(changed, output, error);
    }

    /** False if nobody reads it. */
    boolean output(byte[] octets) {
        return write(output, octets);
    }

    void error(byte[] octets) {
        write(error, octets);
    }

    void say(String line) {
        output((line + "\n").getBytes(StandardCharsets.ISO_8859_1));
    }

    void complain(String line) {
        error((line + "\n").getBytes(StandardCharsets.ISO_8859_1));
    }

    private static boolean write(OutputStream out, byte[] octets) {
        try {
            out.write(octets);
            return true;
        } catch (IOException gone) {
            return false;
        }
    }
}
