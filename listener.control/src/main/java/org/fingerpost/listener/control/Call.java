package org.fingerpost.listener.control;

import java.io.InputStream;
import java.io.PrintStream;
import java.util.List;
import java.util.Map;
import org.fingerpost.api.control.Invocation;

/** One call of a command. */
record Call(List<String> arguments, Map<String, String> environment, String user, InputStream input, PrintStream output,
        PrintStream error) implements Invocation {

    static Call of(Request request, String user, InputStream input, PrintStream output, PrintStream error) {
        return new Call(request.arguments(), request.environment(), user, input, output, error);
    }
}
