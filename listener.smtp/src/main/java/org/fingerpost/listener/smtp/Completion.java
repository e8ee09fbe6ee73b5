package org.fingerpost.listener.smtp;

import java.util.Optional;

/**
 * The end of a message: refused, or committed and answered as the router says. By LMTP there is a reply for each recipient that
 * was accepted (RFC 2033 §4.2).
 */
final class Completion {

    private Completion() {
    }

    /** @param bareNewline whether the content, which is complete, has a CR or LF where it may not */
    static Answer of(Dialogue dialogue, boolean bareNewline) {
        Submission submission = dialogue.submission();
        Optional<Reply> complaint = submission.content()
                .complaint(bareNewline && dialogue.rules().bareNewlines() == BareNewlines.REJECT);
        if (complaint.isPresent()) {
            return last(dialogue, complaint.get());
        }
        dialogue.enter(Phase.COMMIT);
        return Answer.when(submission.content().commit(),
                verdict -> last(dialogue, submission.reply(verdict)));
    }

    /** What the whole message comes to. */
    static Answer last(Dialogue dialogue, Reply reply) {
        int times = dialogue.service() == Service.LMTP ? dialogue.submission().recipients() : 1;
        dialogue.drop();
        return Answer.of(reply, times);
    }
}
