package org.fingerpost.api.filter;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import org.fingerpost.api.mail.HeaderField;
import org.fingerpost.api.submit.Verdict;
import org.osgi.annotation.versioning.ProviderType;

/** What a filter says to one step. */
@ProviderType
public sealed interface Finding {

    /** Nothing against it. */
    Finding CONTINUE = new Continue(List.of());

    /** {@link #CONTINUE}, known at once. */
    CompletionStage<Finding> PASS = CompletableFuture.completedStage(CONTINUE);

    /**
     * Goes on.
     *
     * @param fields put on top of the header; of the step {@link FilterSession#message} only, else they are ignored
     */
    record Continue(List<HeaderField> fields) implements Finding {

        public Continue {
            fields = List.copyOf(fields);
        }
    }

    /**
     * Refuses the step: for good (5xx) or for now (4xx). With 421 the session ends.
     *
     * @throws IllegalArgumentException if the verdict accepts
     */
    record Refuse(Verdict verdict) implements Finding {

        public Refuse {
            if (verdict.isAccepted()) {
                throw new IllegalArgumentException("\"" + verdict + "\" refuses nothing");
            }
        }
    }

    /** Takes the message, or all of the session, and throws it away; the log has it. */
    record Discard() implements Finding {
    }

    /**
     * Takes the message, or all of the session, and holds it in the queue until somebody releases it.
     *
     * @param reason one line, for people
     */
    record Quarantine(String reason) implements Finding {
    }
}
