package org.fingerpost.core.submit;

import org.fingerpost.core.policy.Generation;

/**
 * How much one message may be; from the policy's options.
 *
 * @param messageBytes {@code MaxMessageSize}, 0 for any size
 * @param recipients   {@code MaxRecipientsPerMessage}, for clients of SMTP: a local submitter may name as many as there may be
 *                     by default
 * @param hops         {@code MaxHopCount}: more Received fields are a loop
 * @param headerBytes  {@code MaxHeadersLength}
 */
public record TransactionLimits(long messageBytes, int recipients, int hops, int headerBytes) {

    private static final long DEFAULT_MESSAGE_BYTES = 100L << 20;
    static final int DEFAULT_RECIPIENTS = 20_000;
    private static final int DEFAULT_HOPS = 25;
    private static final int DEFAULT_HEADER_BYTES = 1 << 20;

    /** The same, for a message that may be as large as it is. */
    TransactionLimits ofAnySize() {
        return new TransactionLimits(0, recipients, hops, headerBytes);
    }

    public static TransactionLimits of(Generation generation) {
        return new TransactionLimits(generation.number("MaxMessageSize", DEFAULT_MESSAGE_BYTES),
                (int) Math.max(1, generation.number("MaxRecipientsPerMessage", DEFAULT_RECIPIENTS)),
                (int) Math.max(1, generation.number("MaxHopCount", DEFAULT_HOPS)),
                (int) Math.max(1024, generation.number("MaxHeadersLength", DEFAULT_HEADER_BYTES)));
    }
}
