package org.fingerpost.core.request;

import java.util.Optional;

import org.fingerpost.api.mail.Xtext;

/** What parameters in xtext say. */
public final class ParameterText {

    private ParameterText() {
    }

    /** What a parameter says, on one line; empty if it is not there or blank. */
    public static Optional<String> of(String parameter) {
        return Optional.ofNullable(parameter).map(text -> Xtext.decode(text).replace('\n', '?')).filter(text -> !text.isBlank());
    }
}
