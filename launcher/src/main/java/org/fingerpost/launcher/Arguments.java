package org.fingerpost.launcher;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The command line of {@code fingerpost run}.
 *
 * @param base   the instance's folder, absolute
 * @param listen addresses for SMTP instead of the configured ones; empty for those
 * @param policy the policy file instead of the instance's own, absolute
 */
record Arguments(Path base, List<String> listen, Optional<Path> policy) {

    static final String USAGE = "usage: fingerpost run [--base DIR] [--listen [SERVICE://]ADDR:PORT]... [--policy FILE]";

    /** Where an instance is if neither the command line nor {@code FINGERPOST_BASE} says so: below the working directory. */
    private static final String DEFAULT_BASE = "instance";
    private static final int MAX_PORT = 65_535;

    Arguments {
        listen = List.copyOf(listen);
    }

    /**
     * @param args        begins with {@code run}
     * @param environment for {@code FINGERPOST_BASE}
     * @param directory   the working directory
     * @throws StartRefused with the usage, if the line makes no sense
     */
    static Arguments parse(List<String> args, Map<String, String> environment, Path directory) throws StartRefused {
        if (args.isEmpty() || !args.get(0).equals("run")) {
            throw misuse(args.isEmpty() ? "a command is missing" : "unknown command \"" + args.get(0) + "\"");
        }
        String base = environment.getOrDefault("FINGERPOST_BASE", "");
        List<String> listen = new ArrayList<>();
        Optional<Path> policy = Optional.empty();
        for (int i = 1; i < args.size(); i++) {
            String[] option = args.get(i).split("=", 2);
            if (!List.of("--base", "--listen", "--policy").contains(option[0])) {
                throw misuse("unknown argument \"" + args.get(i) + "\"");
            }
            String value = option.length == 2 ? option[1] : ++i < args.size() ? args.get(i) : "";
            if (value.isBlank()) {
                throw misuse(option[0] + " needs a value");
            }
            switch (option[0]) {
                case "--base" -> base = value;
                case "--listen" -> listen.addAll(addresses(value));
                default -> policy = Optional.of(directory.resolve(value).normalize());
            }
        }
        if (base.contains(",")) {
            throw misuse("the base \"" + base + "\" has a comma in it: File Install takes that for the end of a folder's name");
        }
        return new Arguments(directory.resolve(base.isEmpty() ? DEFAULT_BASE : base).normalize(), listen, policy);
    }

    /** One, or several separated by commas or blanks, as in the settings. */
    private static List<String> addresses(String text) throws StartRefused {
        List<String> addresses = new ArrayList<>();
        for (String item : text.strip().split("[,\\s]+")) {
            addresses.add(address(item));
        }
        return addresses;
    }

    /** The listener parses it properly; here only what cannot be an address and would get as far as the bundles. */
    private static String address(String text) throws StartRefused {
        boolean hasPort = text.matches("[^\\s,]+:\\d{1,5}");
        if (hasPort ? Integer.parseInt(text.substring(text.lastIndexOf(':') + 1)) > MAX_PORT
                : !text.matches("[A-Za-z]+:///[^\\s,]+")) {
            throw misuse("--listen " + text + ": an address and a port are expected, such as 127.0.0.1:2525 or [::1]:2525, "
                    + "or with a service, such as submission://0.0.0.0:587 or lmtp:///run/mail/lmtp");
        }
        return text;
    }

    private static StartRefused misuse(String reason) {
        return new StartRefused(ExitStatus.USAGE, List.of(reason, USAGE));
    }
}
