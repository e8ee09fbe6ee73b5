package org.fingerpost.mailer.file;

/** Which lines of a message get a {@code >} before them, so that no reader takes them for the beginning of the next message. */
enum Quoting {
    /** Those that begin with {@code From }: what sendmail's flag E asks for. */
    MBOXO,
    /** Those that begin with any number of {@code >} and {@code From }, so that a reader can take it away again. */
    MBOXRD,
    /** No line is changed. */
    NONE
}
