package org.fingerpost.core.request;

import java.util.Optional;

import org.fingerpost.api.mail.ReversePath;

/** How urgent a message is in the eyes of its sender: {@code MT-PRIORITY=} -9 to 9 (RFC 6710 §5.1). */
public final class TransferPriority {

    static final String KEYWORD = "MT-PRIORITY";

    private TransferPriority() {
    }

    /** The more, the more urgent; empty if the sender did not say, or said nothing that can be read. */
    public static Optional<Integer> of(ReversePath sender) {
        return Optional.ofNullable(sender.parameters().get(KEYWORD)).filter(text -> text.matches("[+-]?\\d"))
                .map(Integer::valueOf);
    }
}
