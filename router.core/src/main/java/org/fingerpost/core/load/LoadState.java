package org.fingerpost.core.load;

import java.util.List;
import java.util.Optional;

import org.fingerpost.api.mail.Origin;
import org.fingerpost.api.mail.ReversePath;
import org.fingerpost.api.mailer.Outcome;
import org.fingerpost.api.queue.QueueLoad.Level;
import org.fingerpost.api.submit.Verdict;

/**
 * What is to be done about the load. Immutable.
 *
 * @param level    the highest of all measures
 * @param busy     whether clients are sent away: the machine or the process has too much to do
 * @param full     whether messages are refused: there is no room for more of them
 * @param diskFull whether there is no room on the disk even for what local programs hand in
 * @param spare    octets of the disk that a message may take; {@link Long#MAX_VALUE} if there is no limit
 * @param reasons  for people: each measure that is beyond a limit
 */
public record LoadState(Level level, boolean busy, boolean full, boolean diskFull, long spare, List<String> reasons) {

    /** Nothing is watched, or all is well. */
    public static final LoadState NORMAL = new LoadState(Level.NORMAL, false, false, false, Long.MAX_VALUE, List.of());

    private static final Verdict NO_ROOM = Verdict.of(452, "4.3.1", "Insufficient system storage, try again later");

    /** What a client is told that connects. */
    public Optional<Verdict> connection(Origin origin) {
        return busy && !origin.isOfThisMachine()
                ? Optional.of(Verdict.of(421, "4.3.2", "Too busy to take mail now, try again later")) : Optional.empty();
    }

    /**
     * What is said to a message. Local programs have nowhere else to go with it: only the disk counts for them. The router's own
     * reports are taken as long as the store takes them.
     */
    public Optional<Verdict> message(Origin origin, ReversePath sender) {
        boolean local = origin.isOfThisMachine();
        if (local && origin.user().isEmpty() && sender.isNull()) {
            return Optional.empty();
        }
        if (diskFull || full && !local || declaredSize(sender) > spare) {
            return Optional.of(NO_ROOM);
        }
        return busy && !local ? Optional.of(Verdict.of(451, "4.3.2", "Too busy to take mail now, try again later"))
                : Optional.empty();
    }

    /** Why the first attempt for a new message waits; empty if it is made at once. */
    public Optional<Outcome> deferral() {
        return level == Level.NORMAL ? Optional.empty()
                : Optional.of(Outcome.deferred("4.3.2", "not tried yet: " + String.join("; ", reasons)));
    }

    /** RFC 1870; 0 if it is not given. */
    private static long declaredSize(ReversePath sender) {
        String size = sender.parameters().get("SIZE");
        try {
            return size == null ? 0 : Long.parseLong(size);
        } catch (NumberFormatException e) {
            return 0; // its syntax, and how large a message may be at all, are the listener's business
        }
    }
}
