package org.fingerpost.itest.process;

import java.util.Arrays;
import java.util.List;

/** What is in a mailbox of the mbox kind. */
record Mbox(List<String> messages) {

    static Mbox parse(String text) {
        return new Mbox(Arrays.stream(text.split("(?m)^(?=From )")).filter(message -> !message.isBlank()).toList());
    }

    /** How many whole copies of a message there are. */
    long copies(String id) {
        return messages.stream().filter(message -> Senders.isWhole(message, id)).count();
    }

    /** Messages of {@link Senders} that have no end. */
    List<String> torn() {
        return messages.stream().filter(message -> !message.matches("(?s).*\nend m\\d+\n\\s*")).toList();
    }
}
