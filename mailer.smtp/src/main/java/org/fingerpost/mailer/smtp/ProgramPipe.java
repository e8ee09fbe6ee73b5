package org.fingerpost.mailer.smtp;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

import org.fingerpost.api.mailer.RunningProgram;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The pipes of a program. */
final class ProgramPipe implements Pipe {

    private static final Logger LOG = LoggerFactory.getLogger(ProgramPipe.class);
    private static final int MAX_SHOWN = 200;

    private final RunningProgram program;
    /** How long it may go on when it is no longer talked with. */
    private final Duration grace;

    ProgramPipe(RunningProgram program, Duration grace) {
        this.program = program;
        this.grace = grace;
    }

    @Override
    public int read(ByteBuffer into) throws IOException {
        int n = program.output().read(into.array(), into.arrayOffset() + into.position(), into.remaining());
        into.position(into.position() + Math.max(n, 0));
        return n;
    }

    @Override
    public void write(ByteBuffer from) throws IOException {
        program.input().write(from.array(), from.arrayOffset() + from.position(), from.remaining());
        from.position(from.limit());
    }

    @Override
    public void endOutput() {
        try {
            program.input().close();
        } catch (IOException e) {
            LOG.debug("closing the input of a program: {}", e.toString());
        }
    }

    @Override
    public void drop() {
        program.end(grace);
    }

    @Override
    public Optional<CompletableFuture<String>> gone() {
        return Optional.of(program.ended().toCompletableFuture().thenApply(status -> "the program ended with "
                + (status > 128 ? "signal " + (status - 128) : "exit status " + status) + errors()));
    }

    /** The first of what it has said of errors, octets. */
    private String errors() {
        String all = program.errors().strip();
        String first = all.lines().findFirst().orElse("");
        return first.isEmpty() ? "" : ": " + first.substring(0, Math.min(first.length(), MAX_SHOWN));
    }
}
