package org.fingerpost.auth.table;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

import org.fingerpost.api.control.CommandName;
import org.fingerpost.api.control.ControlCommand;
import org.fingerpost.api.control.Invocation;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The shell's command {@code password}: gives a user a password, which it reads from its input and shows nobody. */
@Component
@CommandName(name = "password")
public final class PasswordCommand implements ControlCommand {

    private static final String USAGE = "usage: fingerpost password [--remove] USER\n";
    private static final int MAX_LINE = 1024;
    private static final int EX_USAGE = 64;
    private static final int EX_DATAERR = 65;
    private static final int EX_NOUSER = 67;
    private static final int EX_UNAVAILABLE = 69;
    private static final int EX_CANTCREAT = 73;

    private final TableAuthenticator authenticator;

    @Activate
    public PasswordCommand(@Reference TableAuthenticator authenticator) {
        this.authenticator = authenticator;
    }

    @Override
    public int run(Invocation call) throws IOException {
        List<String> words = call.arguments();
        boolean remove = words.size() == 2 && words.get(0).equals("--remove");
        if (!remove && words.size() != 1 || words.get(words.size() - 1).startsWith("-")) {
            call.error().print(USAGE);
            return EX_USAGE;
        }
        Optional<CredentialsFile> file = authenticator.file();
        if (file.isEmpty()) {
            call.error().println("fingerpost password: users are in a table that this command does not write");
            return EX_UNAVAILABLE;
        }
        return run(file.get(), words.get(words.size() - 1), remove, call);
    }

    static int run(CredentialsFile file, String user, boolean remove, Invocation call) throws IOException {
        PrintStream error = call.error();
        String name;
        Credential credential;
        try {
            name = name(user);
            credential = remove ? null : Verifier.credential(firstLine(call.input()));
        } catch (IllegalArgumentException e) {
            error.println("fingerpost password: the name or the password cannot be one: " + e.getMessage());
            return EX_DATAERR;
        }
        try {
            boolean wasThere = file.change(name, credential);
            if (remove && !wasThere) {
                error.println("fingerpost password: there is no such user");
                return EX_NOUSER;
            }
            call.output().println(remove ? "removed" : wasThere ? "changed" : "added");
            return 0;
        } catch (IOException e) {
            error.println("fingerpost password: " + e.getMessage());
            return EX_CANTCREAT;
        }
    }

    private static String name(String user) {
        String name = Passwords.prepareName(user);
        if (name.indexOf(':') >= 0 || name.startsWith("#") || !name.equals(name.strip())) {
            throw new IllegalArgumentException("a name has no colon, and no blank or number sign at its beginning");
        }
        return name;
    }

    private static byte[] firstLine(InputStream in) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int c = in.read(); c >= 0 && c != '\n'; c = in.read()) {
            if (line.size() >= MAX_LINE) {
                throw new IllegalArgumentException("it is too long");
            }
            line.write(c);
        }
        byte[] octets = line.toByteArray();
        return octets.length > 0 && octets[octets.length - 1] == '\r' ? Arrays.copyOf(octets, octets.length - 1) : octets;
    }
}
