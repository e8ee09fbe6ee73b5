package org.fingerpost.mailer.smtp;

/**
 * The states of a session: each is a wait, named for what is waited for. LMTP stays in {@link #END_OF_DATA} for each recipient.
 */
enum Stage {

    GREETING("the connection"),
    /** EHLO, or LHLO. */
    EHLO("EHLO"),
    HELO("HELO"),
    STARTTLS("STARTTLS"),
    /** TLS is being agreed upon; no reply is due. */
    HANDSHAKE("the TLS handshake"),
    AUTH("AUTH"),
    /** Our next line for AUTH is being computed; no reply is due. */
    PROOF("AUTH"),
    /** Between two messages: no reply is due. */
    READY("nothing"),
    MAIL("MAIL FROM"),
    RCPT("RCPT TO"),
    DATA("DATA"),
    /** The content is on its way; no reply is due. */
    CONTENT("the content"),
    /** A chunk of BDAT that is not the last one is out. */
    CHUNK("BDAT"),
    /** The final dot, or the last chunk, is written; its reply decides. */
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
