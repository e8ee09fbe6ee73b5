package org.fingerpost.tls.pem;

import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

import org.fingerpost.api.control.Invocation;

/** A call of a command without arguments, whose output is kept. */
final class TestCall implements Invocation {

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final PrintStream stream = new PrintStream(out, true, StandardCharsets.ISO_8859_1);

    String said() {
        return out.toString(StandardCharsets.ISO_8859_1);
    }

    @Override
    public List<String> arguments() {
        return List.of();
    }

    @Override
    public Map<String, String> environment() {
        return Map.of();
    }

    @Override
    public String user() {
        return "root";
    }

    @Override
    public InputStream input() {
        return InputStream.nullInputStream();
    }

    @Override
    public PrintStream output() {
        return stream;
    }

    @Override
    public PrintStream error() {
        return stream;
    }
}
