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
            refusal = obstacle(dialogue);
        } catch (BadCommand e) {
            return swallow(dialogue, chunk, () -> {
                dialogue.drop();
                throw e;
            });
        }
        if (refusal.isPresent()) {
            return refuse(dialogue, chunk, refusal.get());
        }
        return dialogue.phase() == Phase.CHUNKS ? take(dialogue, chunk)
                : Screening.ask(dialogue.client().filters().data(),
                        refused -> refuse(dialogue, chunk, dialogue.submission().reply(refused)), () -> begin(dialogue, chunk));
    }

    /** Why the chunk may not come now. */
    private static Optional<Reply> obstacle(Dialogue dialogue) throws BadCommand {
        Verdict admission = dialogue.client().admission().verdict();
        if (!admission.isAccepted()) {
            throw new BadCommand(Reply.of(admission));
        }
        if (!ClientCircumstances.offering(dialogue).include(Extension.CHUNKING)) {
            throw new BadCommand(502, "5.5.1", "BDAT is not offered");
        }
        return switch (dialogue.phase()) {
            case CHUNKS, RECIPIENTS -> Optional.empty();
            case SENDER -> Optional.of(dialogue.submission().withoutRecipients(dialogue.service()));
            // No mistake of a client that pipelines, if a chunk before it was refused.
            default -> Optional.of(Reply.of(503, "5.5.1", "need MAIL first"));
        };
    }

    /** The first chunk begins the content. */
    private static Answer begin(Dialogue dialogue, Chunk chunk) throws BadCommand {
        try {
            dialogue.submission().beginChunks(dialogue.rules().bareNewlines());
        } catch (SubmissionException e) {
            return refuse(dialogue, chunk, dialogue.submission().reply(e.verdict()));
        }
        return take(dialogue, chunk);
    }

    private static Answer take(Dialogue dialogue, Chunk chunk) throws BadCommand {
        Submission submission = dialogue.submission();
        return submission.content().hasNoRoomFor(chunk.octets()) ? refuse(dialogue, chunk, submission.content().tooLarge())
                : take(dialogue, chunk, submission.chunks()::decode, () -> taken(dialogue, chunk));
    }

    private static Answer refuse(Dialogue dialogue, Chunk chunk, Reply reply) throws BadCommand {
        return swallow(dialogue, chunk, () -> refused(dialogue, chunk, reply));
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

    private static Answer refused(Dialogue dialogue, Chunk chunk, Reply reply) {
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
            return refused(dialogue, chunk, complaint.get());
        }
        dialogue.enter(Phase.CHUNKS);
        return Answer.of(250, "2.0.0", chunk.octets() + " octets received");
    }
}
