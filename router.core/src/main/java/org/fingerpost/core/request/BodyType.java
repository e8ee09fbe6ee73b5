package org.fingerpost.core.request;

import java.util.Map;
import java.util.TreeMap;

import org.fingerpost.api.mail.ReversePath;

/** What a body is said to be: {@code BODY=} of MAIL (RFC 6152, RFC 3030). */
public final class BodyType {

    private static final String KEYWORD = "BODY";
    private static final String BINARY = "BINARYMIME";

    private BodyType() {
    }

    /** Whether the body may be any octets, and not lines. In the queue: whether it is. */
    public static boolean isBinary(ReversePath sender) {
        return BINARY.equalsIgnoreCase(sender.parameters().get(KEYWORD));
    }

    /**
     * The sender of a message that has arrived.
     *
     * @param lines whether its body is lines: whatever was said, it can go wherever eight bits can
     */
    public static ReversePath seen(ReversePath sender, boolean lines) {
        if (!lines || !isBinary(sender)) {
            return sender;
        }
        Map<String, String> changed = new TreeMap<>(sender.parameters());
        changed.put(KEYWORD, "8BITMIME");
        return new ReversePath(sender.address(), changed);
    }
}
