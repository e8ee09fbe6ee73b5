package org.fingerpost.console;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.util.List;
import java.util.Map;
import org.fingerpost.api.control.Invocation;

/** A call whose outputs are kept. */
record TestCall(List<String> arguments, InputStream input, ByteArrayOutputStream out, ByteArrayOutputStream err,
        PrintStream output,
        PrintStream error) implements Invocation {

    static TestCall of(String... words) {
        return withInput("", words);
    }

    static TestCall withInput(String input, String... words) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        return new TestCall(List.of(words), new ByteArrayInputStream(input.getBytes(ISO_8859_1)), out, err,
                new PrintStream(out, true, ISO_8859_1), new PrintStream(err, true, ISO_8859_1));
    }

    @Override
    public Map<String, String> environment() {
        return Map.of();
    }

    @Override
    public String user() {
        return "root";
    }

    String printed() {
        return out.toString(ISO_8859_1);
    }

    String complained() {
        return err.toString(ISO_8859_1);
    }
}
