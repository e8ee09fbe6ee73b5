package org.fingerpost.listener.smtp;

import java.util.Optional;

import org.fingerpost.api.submit.SubmissionException;
import org.fingerpost.api.submit.Verdict;
import org.fingerpost.listener.smtp.extension.Extension;

/**
 * BDAT (RFC 3030 §2). The octets of a chunk are never read as commands: those of one that is refused are swallowed first. After a
 * refusal nothing of the message is left, so that no later chunk can be taken for its beginning.
 */
final class ChunkCommands {

    private static final DataDecoder.Sink NOWHERE = (octets, offset, length) -> { };

    private ChunkCommands() {
    }

    static Answer bdat(Dialogue dialogue, CommandLine command) throws BadCommand {
        Chunk chunk = Chunk.parse(command.argument());
        Optional<Reply> refusal;
        try {
            refusal = begin(dialogue).or(() -> lackOfRoom(dialogue, chunk));
        } catch (BadCommand e) {
            return swallow(dialogue, chunk, () -> {
                dialogue.drop();
                throw e;
            });
        }
        return refusal.isPresent() ? swallow(dialogue, chunk, () -> refuse(dialogue, chunk, refusal.get()))
                : take(dialogue, chunk, dialogue.submission().chunks()::decode, () -> taken(dialogue, chunk));
    }

    /** Whether the chunk may come now; the first one begins the content. */
    private static Optional<Reply> begin(Dialogue dialogue) throws BadCommand {
        Verdict admission = dialogue.client().admission().verdict();
        if (!admission.isAccepted()) {
            throw new BadCommand(Reply.of(admission));
        }
        if (!ClientCircumstances.offering(dialogue).include(Extension.CHUNKING)) {
            throw new BadCommand(502, "5.5.1", "BDAT is not offered");
        }
        return switch (dialogue.phase()) {
            case CHUNKS -> Optional.empty();
            case RECIPIENTS -> first(dialogue);
            case SENDER -> Optional.of(dialogue.submission().withoutRecipients());
            // No mistake of a client that pipelines, if a chunk before it was refused.
            default -> Optional.of(Reply.of(503, "5.5.1", "need MAIL first"));
        };
    }

    private static Optional<Reply> first(Dialogue dialogue) {
        try {
            dialogue.submission().beginChunks(dialogue.rules().bareNewlines());
            return Optional.empty();
        } catch (SubmissionException e) {
            return Optional.of(Reply.of(e.verdict(), dialogue.submission().isInternational()));
        }
    }

    private static Optional<Reply> lackOfRoom(Dialogue dialogue, Chunk chunk) {
        IncomingContent content = dialogue.submission().content();
        return content.hasNoRoomFor(chunk.octets()) ? Optional.of(content.tooLarge()) : Optional.empty();
    }

    private static Answer swallow(Dialogue dialogue, Chunk chunk, ChunkTaker.End end) throws BadCommand {
        Phase before = dialogue.phase();
        return take(dialogue, chunk, NOWHERE, () -> {
            dialogue.enter(before);
            return end.reached();
        });
    }

    private static Answer take(Dialogue dialogue, Chunk chunk, DataDecoder.Sink sink, ChunkTaker.End end) throws BadCommand {
        if (chunk.octets() == 0) {
            return end.reached();
        }
        dialogue.enter(Phase.CONTENT);
        dialogue.giveTo(new ChunkTaker(chunk.octets(), sink, end));
        return Answer.NOT_YET;
    }

    private static Answer refuse(Dialogue dialogue, Chunk chunk, Reply reply) {
        if (chunk.last() && dialogue.phase().compareTo(Phase.SENDER) > 0) {
            return Completion.last(dialogue, reply);
        }
        dialogue.drop();
        return Answer.of(reply);
    }

    private static Answer taken(Dialogue dialogue, Chunk chunk) {
        Submission submission = dialogue.submission();
        if (chunk.last()) {
            submission.chunks().end();
            return Completion.of(dialogue, submission.chunks().sawBareNewline());
        }
        boolean refused = submission.chunks().sawBareNewline() && dialogue.rules().bareNewlines() == BareNewlines.REJECT;
        Optional<Reply> complaint = submission.content().complaint(refused);
        if (complaint.isPresent()) {
            return refuse(dialogue, chunk, complaint.get());
        }
        dialogue.enter(Phase.CHUNKS);
        return Answer.of(250, "2.0.0", chunk.octets() + " octets received");
    }
}
