package org.fingerpost.table.standard;

import java.io.IOException;

/** How questions and answers are told apart on a connection. Immutable. */
interface Framing {

    /** A server that sends more than this for one answer is given up: sendmail's SOCKETMAP_MAXL. */
    int MAX_ANSWER = 100_000;

    /** What a connection receives. */
    @FunctionalInterface
    interface Source {

        /** The next octet; waits for it. */
        char octet() throws IOException;
    }

    /** The question, octets, as it is sent. */
    String framed(String question);

    /** @throws IOException if what is received is no answer of the protocol */
    String answer(Source source) throws IOException;
}
