package org.fingerpost.listener.smtp.extension;

/** A parameter that is not taken: the client's mistake. The message is what the client is to hear. */
public final class BadParameter extends Exception {

    private static final long serialVersionUID = 1L;

    private final int code;
    private final String status;

    /** @param status enhanced status (RFC 3463) */
    public BadParameter(int code, String status, String text) {
        // A client can cause any number of these: no stack trace.
        super(text, null, false, false);
        this.code = code;
        this.status = status;
    }

    /** A mistake in the form of what the client wrote: 501 5.5.4. */
    static BadParameter ofForm(String text) {
        return new BadParameter(501, "5.5.4", text);
    }

    public int code() {
        return code;
    }

    public String status() {
        return status;
    }
}
