package org.fingerpost.listener.smtp.extension;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * What is offered to a client at one moment.
 *
 * @param in  its circumstances
 * @param now the moment
 */
public record Offering(Circumstances in, Instant now) {

    public boolean include(Extension extension) {
        return extension.line(in, now).isPresent();
    }

    /** The lines of the answer to EHLO after the first. */
    public List<String> lines() {
        return Arrays.stream(Extension.values()).map(extension -> extension.line(in, now)).flatMap(Optional::stream).toList();
    }
}
