package org.fingerpost.core.forward;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;

import org.fingerpost.api.unix.Account;

/** The shells of users who may have programs run: shells(5), with sendmail's entry for any shell. */
final class Shells {

    private static final String ANY = "/SENDMAIL/ANY/SHELL/";
    private static final String USUAL = "/bin/sh";
    /** Of a machine without the file, as getusershell(3) has it. */
    private static final List<String> WITHOUT_FILE = List.of(USUAL, "/bin/csh");

    private final Path file;

    Shells(Path file) {
        this.file = file;
    }

    /** @throws IOException if it cannot be said now */
    boolean isValid(Account account) throws IOException {
        String shell = account.shell().isEmpty() ? USUAL : account.shell();
        List<String> shells = lines();
        return shells.contains(shell) || shells.contains(ANY);
    }

    private List<String> lines() throws IOException {
        try {
            return Files.readAllLines(file, StandardCharsets.ISO_8859_1).stream().map(line -> line.split("#", 2)[0].strip())
                    .filter(line -> line.startsWith("/")).toList();
        } catch (NoSuchFileException e) {
            return WITHOUT_FILE;
        }
    }
}
