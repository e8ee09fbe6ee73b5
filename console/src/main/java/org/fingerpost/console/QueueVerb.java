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

    HOLD("held") {
        @Override
        Tally apply(QueueControl queue, Selector which, Order order) {
            return queue.hold(which, order);
        }
    },
    RELEASE("released") {
        @Override
        Tally apply(QueueControl queue, Selector which, Order order) {
            return queue.release(which, order);
        }
    },
    RETRY("due now") {
        @Override
        Tally apply(QueueControl queue, Selector which, Order order) {
            return queue.retry(which, order);
        }
    },
    REQUEUE("requeued") {
        @Override
        Tally apply(QueueControl queue, Selector which, Order order) {
            return queue.requeue(which, order);
        }
    },
    REMOVE("removed") {
        @Override
        Tally apply(QueueControl queue, Selector which, Order order) {
            return queue.remove(which, order);
        }
    };

    private final String done;

    QueueVerb(String done) {
        this.done = done;
    }

    static Optional<QueueVerb> of(String word) {
        return Stream.of(values()).filter(verb -> verb.name().toLowerCase(Locale.ROOT).equals(word)).findFirst();
    }

    /** What messages are then. */
    String done() {
        return done;
    }

    abstract Tally apply(QueueControl queue, Selector which, Order order);
}
