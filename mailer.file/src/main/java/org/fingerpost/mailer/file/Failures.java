package org.fingerpost.mailer.file;

import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;

import org.fingerpost.api.mailer.Outcome;

/**
 * What an I/O error means for a recipient. The kind of error is told by the system's own words, which may be in another language:
 * what is not recognised is temporary.
 */
final class Failures {

    private Failures() {
    }

    static Outcome outcome(IOException e, Destination destination) {
        String text = line(destination.name() + ": " + reason(e));
        if (e instanceof NoSuchFileException || reason(e).equals("Not a directory")) {
            // A folder of the policy that is gone will be back (not mounted, being restored); one of an alias is a mistake.
            return destination.byPolicy() ? Outcome.deferred("4.3.5", text) : Outcome.failed("5.2.0", text);
        }
        if (reason(e).equals("Permission denied") && !destination.byPolicy()) {
            return Outcome.failed("5.2.0", text); // nobody will give it; in a folder of the policy somebody may
        }
        if (e instanceof ClosedByInterruptException) {
            return Outcome.deferred("4.3.2", "delivery was interrupted");
        }
        return switch (reason(e)) {
            case "No space left on device" -> Outcome.deferred("4.3.1", text);
            case "Disk quota exceeded" -> Outcome.deferred("4.2.2", text);
            case "File too large" -> Outcome.deferred("4.2.2", text);
            case "File name too long" -> Outcome.failed("5.1.1", text);
            default -> Outcome.deferred("4.3.0", text);
        };
    }

    private static String reason(IOException e) {
        if (e instanceof NoSuchFileException) {
            return "No such file or directory";
        }
        if (e instanceof AccessDeniedException) {
            return "Permission denied";
        }
        String reason = e instanceof FileSystemException failure ? failure.getReason() : e.getMessage();
        return reason == null ? e.getClass().getSimpleName() : reason;
    }

    /** One line of octets, whatever the system said. */
    private static String line(String text) {
        return text.replaceAll("[^\\x20-\\x7e\\x80-\\xff]", "?");
    }
}
