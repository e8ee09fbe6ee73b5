package org.fingerpost.core.forward;

import java.util.List;
import java.util.Optional;

/** What a user of the machine has said about where mail is to go. */
public sealed interface Forwarding {

    /**
     * Nothing: mail goes to the mailbox.
     *
     * @param remarks why files that are there are not followed, a line each for people
     */
    record None(List<String> remarks) implements Forwarding {

        /** There is no file. */
        public static final None SILENT = new None(List.of());

        public None {
            remarks = List.copyOf(remarks);
        }
    }

    /**
     * A file says it.
     *
     * @param file        its path, octets
     * @param user        the login name of its owner, in whose name its programs are run and its files written; empty for the
     *                    default user, which is what root's file gets
     * @param lines       at least one that is not a comment
     * @param restriction why it may name no programs and files, a line for the sender; empty if it may
     */
    record Found(String file, String user, List<String> lines, Optional<String> restriction) implements Forwarding {

        public Found {
            lines = List.copyOf(lines);
        }
    }

    /** Nobody can say now. @param reason a line for people */
    record Unavailable(String reason) implements Forwarding {
    }
}
