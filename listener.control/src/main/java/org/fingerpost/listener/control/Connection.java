package org.fingerpost.listener.control;

import java.io.IOException;
import java.net.ProtocolException;
import java.util.Optional;
import org.fingerpost.listener.control.Commands.Command;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One connection from its first frame to its last: one command. Runs once, on one thread. */
final class Connection implements Runnable {

    private static final Logger LOG = LoggerFactory.getLogger(Connection.class);

    private final PeerChannel channel;
    private final String user;
    private final boolean trusted;
    private final Commands commands;
    private final Runnable ending;
    private final FrameReader frames;
    private final Replies replies;

    /**
     * @param trusted whether the peer may give every command
     * @param ending  run before the last frame is sent: a client that has seen it may connect again at once
     */
    Connection(PeerChannel channel, String user, boolean trusted, Commands commands, Runnable ending) {
        this.channel = channel;
        this.user = user;
        this.trusted = trusted;
        this.commands = commands;
        this.ending = ending;
        this.frames = new FrameReader(channel.input());
        this.replies = new Replies(channel.output());
    }

    @Override
    public void run() {
        try (channel) {
            Optional<Integer> status = serve();
            if (status.isPresent()) {
                replies.flush();
                ending.run();
                replies.exit(status.get());
            }
        } catch (IOException e) {
            LOG.info("connection of {} ended: {}", user, channel.hasIdledOut() ? "its peer has been silent" : e.toString());
        }
    }

    private Optional<Integer> serve() throws IOException {
        try {
            Optional<Request> request = Request.read(frames);
            return request.isPresent() ? Optional.of(dispatch(request.get())) : Optional.empty();
        } catch (ProtocolException e) {
            LOG.info("connection of {} refused: {}", user, e.getMessage());
            return Optional.of(say(e.getMessage(), Sysexits.PROTOCOL));
        }
    }

    private int dispatch(Request request) throws ProtocolException {
        Optional<Command> command = commands.find(request.command());
        if (command.isEmpty()) {
            return say("fingerpost: there is no command \"" + request.command() + "\"; \"fingerpost help\" lists them",
                    Sysexits.USAGE);
        }
        if (!trusted && !command.get().everyone()) {
            return say("fingerpost " + request.command() + ": only for the router's own user and root", Sysexits.NOPERM);
        }
        if (!command.get().everyone()) {
            LOG.info("user={} command={} {}", user, request.command(), request.arguments());
        }
        return run(command.get(), request);
    }

    private int run(Command command, Request request) throws ProtocolException {
        try {
            FrameInput input = new FrameInput(frames, replies::want);
            int status = command.service().run(Call.of(request, user, input, replies.output(), replies.error()));
            return status >= 0 && status <= 255 ? status : Sysexits.SOFTWARE;
        } catch (ProtocolException e) {
            throw e;
        } catch (IOException e) {
            return say(command.name() + ": " + e.getMessage(), Sysexits.OSERR);
        } catch (Throwable e) { // whatever a bundle's code does, it ends this call only
            LOG.error("command {} of {} failed", command.name(), command.service().getClass().getName(), e);
            return say(command.name() + ": internal error: " + e, Sysexits.SOFTWARE);
        }
    }

    private int say(String text, int status) {
        replies.error().println(text);
        return status;
    }
}
