package org.fingerpost.table.standard;

import java.io.IOException;

/** {@code 5:hello,}: sendmail's socketmap protocol. */
final class Netstrings implements Framing {

    private static final int MAX_DIGITS = 6;

    @Override
    public String framed(String question) {
        return question.length() + ":" + question + ",";
    }

    @Override
    public String answer(Source source) throws IOException {
        int length = length(source);
        StringBuilder answer = new StringBuilder(length);
        while (answer.length() < length) {
            answer.append(source.octet());
        }
        if (source.octet() != ',') {
            throw new IOException("the answer does not end with a comma");
        }
        return answer.toString();
    }

    private static int length(Source source) throws IOException {
        int length = 0;
        int digits = 0;
        for (char c = source.octet(); c != ':'; c = source.octet()) {
            boolean leadingZero = digits == 1 && length == 0;
            if (c < '0' || c > '9' || leadingZero || ++digits > MAX_DIGITS) {
                throw new IOException("the answer does not begin with its length");
            }
            length = 10 * length + c - '0';
        }
        if (digits == 0 || length > MAX_ANSWER) {
            throw new IOException(digits == 0 ? "the answer does not begin with its length"
                    : "the answer is too long: " + length);
        }
        return length;
    }
}
