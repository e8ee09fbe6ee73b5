package org.fingerpost.table.standard;

import java.io.IOException;

/** A line for each question and each answer, with LF at its end: Postfix's tcp_table(5). */
final class Lines implements Framing {

    @Override
    public String framed(String question) {
        return question + "\n";
    }

    @Override
    public String answer(Source source) throws IOException {
        StringBuilder line = new StringBuilder();
        for (char c = source.octet(); c != '\n'; c = source.octet()) {
            if (line.length() == MAX_ANSWER) {
                throw new IOException("the answer is too long: more than " + MAX_ANSWER);
            }
            line.append(c);
        }
        return line.toString();
    }
}
