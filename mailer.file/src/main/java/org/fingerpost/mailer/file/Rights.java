package org.fingerpost.mailer.file;

import java.io.IOException;

/**
 * In whose name the file system is asked. Equal ones are the same user's.
 *
 * <p>Work that is done in somebody's name opens, writes, makes and removes files, and nothing else: it does not log, wait, or
 * start threads, and it reads nothing of the queue.
 */
interface Rights {

    /** The router's own. */
    Rights ROUTER = new Rights() {

        @Override
        public <T> T call(Work<T> work) throws IOException, UndeliverableException {
            return work.call();
        }
    };

    /** What is done. */
    @FunctionalInterface
    interface Work<T> {

        T call() throws IOException, UndeliverableException;
    }

    /** What {@code work} returns and throws. @throws IOException too if the router cannot act for the user now */
    <T> T call(Work<T> work) throws IOException, UndeliverableException;
}
