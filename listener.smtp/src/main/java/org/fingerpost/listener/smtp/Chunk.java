package org.fingerpost.listener.smtp;

import java.math.BigInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The argument of BDAT (RFC 3030 §2).
 *
 * @param octets that follow the command, 0 or more
 * @param last   whether they end the message
 */
record Chunk(long octets, boolean last) {

    private static final Pattern ARGUMENT = Pattern.compile("([0-9]{1,20})(?:[ \t]+(LAST))?", Pattern.CASE_INSENSITIVE);

    /**
     * @throws BadCommand that ends the session: nobody knows how many octets are not to be read as commands
     */
    static Chunk parse(String argument) throws BadCommand {
        Matcher m = ARGUMENT.matcher(argument);
        if (!m.matches() || new BigInteger(m.group(1)).bitLength() >= Long.SIZE) {
            throw new BadCommand(Reply.last(501, "5.5.4", "expected a number of octets, perhaps LAST; closing"));
        }
        return new Chunk(Long.parseLong(m.group(1)), m.group(2) != null);
    }
}
