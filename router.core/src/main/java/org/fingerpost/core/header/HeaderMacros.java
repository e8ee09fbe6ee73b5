package org.fingerpost.core.header;

import java.util.Optional;
import java.util.function.Function;

/**
 * Values of macros for a header, by name without {@code $} and braces.
 *
 * @param ofMessage as they are for the message, whoever delivers it: {@code $g} is not yet what a mailer makes of the sender
 * @param ofAttempt as they are for one attempt: of these is what shows how the message left
 */
public record HeaderMacros(Function<String, Optional<String>> ofMessage, Function<String, Optional<String>> ofAttempt) {
}
