package org.fingerpost.api.control;

import java.io.InputStream;
import java.io.PrintStream;
import java.util.List;
import java.util.Map;

import org.osgi.annotation.versioning.ProviderType;

/** One call of a command: as a process sees itself. */
@ProviderType
public interface Invocation {

    /** Without the command's own name. Octets. */
    List<String> arguments();

    /** The few variables that the client passes on, such as {@code LOGNAME} and {@code NAME}: what they say is a claim. */
    Map<String, String> environment();

    /** The user at the other end, as the kernel says: a login name, or a number if it has none. */
    String user();

    /** What the client reads from its standard input, at once. */
    InputStream input();

    /** ISO 8859-1: one char an octet. */
    PrintStream output();

    /** ISO 8859-1: one char an octet. */
    PrintStream error();
}
