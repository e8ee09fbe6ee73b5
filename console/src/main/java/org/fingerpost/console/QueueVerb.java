package org.fingerpost.console;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.fingerpost.api.queue.QueueControl;
import org.fingerpost.api.queue.QueueControl.Order;
import org.fingerpost.api.queue.QueueControl.Tally;
import org.fingerpost.api.queue.Selector;

/** What an operator can have done to messages. */
enum QueueVerb {

    HOLD("held", QueueControl::hold),
    RELEASE("released", QueueControl::release),
    RETRY("due now", QueueControl::retry),
    REQUEUE("requeued", QueueControl::requeue),
    REMOVE("removed", QueueControl::remove);

    private interface Operation {
        Tally on(QueueControl queue, Selector which, Order order);
    }

    private final String done;
    private final Operation operation;

    QueueVerb(String done, Operation operation) {
        this.done = done;
        this.operation = operation;
    }

    static Optional<QueueVerb> of(String word) {
        return Stream.of(values()).filter(verb -> verb.name().toLowerCase(Locale.ROOT).equals(word)).findFirst();
    }

    /** What messages are then. */
    String done() {
        return done;
    }

    Tally apply(QueueControl queue, Selector which, Order order) {
        return operation.on(queue, which, order);
    }
}
