package org.fingerpost.listener.control;

import java.io.IOException;
import java.net.ProtocolException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a client wants done.
 *
 * @param command     the command's name
 * @param arguments   what follows the name; octets
 * @param environment what the client claims; octets
 */
record Request(String command, List<String> arguments, Map<String, String> environment) {

    static final int MAX_ARGUMENTS = 20_000;
    static final int MAX_OCTETS = 4 * 1024 * 1024;
    static final int MAX_VARIABLES = 64;

    Request {
        arguments = List.copyOf(arguments);
        environment = Collections.unmodifiableMap(new LinkedHashMap<>(environment));
    }

    /**
     * Reads the frames up to {@link Frame#GO}.
     *
     * @return empty if the stream ends before the first frame: somebody only knocked
     * @throws ProtocolException if there is another frame among them, or more than the limits allow
     */
    static Optional<Request> read(FrameReader frames) throws IOException {
        Optional<Frame> first = frames.next();
        if (first.isEmpty()) {
            return Optional.empty();
        }
        Parts parts = new Parts();
        Frame frame = first.get();
        while (frame.type() != Frame.GO) {
            parts.take(frame);
            frame = frames.next().orElseThrow(() -> new ProtocolException("the stream ends before the command is complete"));
        }
        return Optional.of(parts.toRequest());
    }

    private static final class Parts {

        private final List<String> words = new ArrayList<>();
        private final Map<String, String> environment = new LinkedHashMap<>();
        private int octets;

        void take(Frame frame) throws ProtocolException {
            octets += frame.payload().length;
            require(octets <= MAX_OCTETS, "more than " + MAX_OCTETS + " octets of arguments");
            switch (frame.type()) {
                case Frame.ARGUMENT -> argument(frame.text());
                case Frame.ENVIRONMENT -> variable(frame.text());
                default -> throw new ProtocolException("bad frame: type " + frame.type() + " is not expected here");
            }
        }

        private void argument(String text) throws ProtocolException {
            // The command's name is one more.
            require(words.size() <= MAX_ARGUMENTS, "more than " + MAX_ARGUMENTS + " arguments");
            words.add(text);
        }

        private void variable(String text) throws ProtocolException {
            int equals = text.indexOf('=');
            require(equals > 0, "a variable without a name and \"=\"");
            environment.put(text.substring(0, equals), text.substring(equals + 1));
            require(environment.size() <= MAX_VARIABLES, "more than " + MAX_VARIABLES + " variables");
        }

        Request toRequest() throws ProtocolException {
            require(!words.isEmpty(), "no command");
            return new Request(words.get(0), words.subList(1, words.size()), environment);
        }

        private static void require(boolean holds, String otherwise) throws ProtocolException {
            if (!holds) {
                throw new ProtocolException(otherwise);
            }
        }
    }
}
