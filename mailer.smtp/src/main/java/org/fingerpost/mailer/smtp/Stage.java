package org.fingerpost.mailer.smtp;

/**
 * The states of a session: each is a wait, named for what is waited for. STARTTLS and AUTH belong between {@link #EHLO} and
 * {@link #READY}; LMTP stays in {@link #END_OF_DATA} for one reply a recipient.
 */
enum Stage {

    GREETING("the connection"),
    EHLO("EHLO"),
    HELO("HELO"),
    /** Between two messages: no reply is due. */
    READY("nothing"),
    MAIL("MAIL FROM"),
    RCPT("RCPT TO"),
    DATA("DATA"),
    /** The content is on its way; no reply is due. */
    CONTENT("the content"),
    /** The final dot is written; its reply decides. */
    END_OF_DATA("the end of data"),
    RSET("RSET"),
    QUIT("QUIT"),
    /** Nothing more is said or heard. */
    CLOSED("the end");

    private final String subject;

    Stage(String subject) {
        this.subject = subject;
    }

    /** What a reply in this state answers. */
    @Override
    public String toString() {
        return subject;
    }
}
