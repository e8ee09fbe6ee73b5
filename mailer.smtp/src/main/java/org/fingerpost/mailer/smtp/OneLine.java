package org.fingerpost.mailer.smtp;

/** The reason that an exception or somebody else gives, fit for an outcome. */
final class OneLine {

    private OneLine() {
    }

    static String of(Throwable cause) {
        String message = cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
        return of(message);
    }

    static String of(String message) {
        return message.replaceAll("[^ -~]", "?");
    }
}
