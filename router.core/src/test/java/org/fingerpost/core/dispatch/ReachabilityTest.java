package org.fingerpost.core.dispatch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.util.List;
import java.util.Optional;

import org.fingerpost.api.mail.EnhancedStatus;
import org.fingerpost.api.mailer.Diagnostic;
import org.fingerpost.api.mailer.Outcome;
import org.fingerpost.core.queue.Reach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReachabilityTest {

    /** What a user's locked, full or exchanged mailbox comes to: the way to other users' is open. */
    @ParameterizedTest
    @ValueSource(strings = {"4.2.0", "4.2.1", "4.2.2", "4.2.4"})
    void aMailboxThatTakesNothingIsReached(String status) {
        assertEquals(Reach.REACHED, Reachability.of(List.of(Outcome.deferred(status, "mailbox")), false));
    }

    /** A user's own program can say what it likes. */
    @ParameterizedTest
    @ValueSource(strings = {"4.3.0", "4.3.2", "4.4.1", "4.4.2", "4.4.3", "4.7.0", "4.7.5"})
    void whatAProgramSaysDoesNotStopThePrograms(String status) {
        Outcome said = Outcome.of(EnhancedStatus.of(status), "as it says",
                Optional.of(new Diagnostic("x-unix", "a program", "421 " + status)));
        assertEquals(Reach.REACHED, Reachability.of(List.of(said), false));
    }

    /** Too many programs of one user, no room, an error of the disk: nothing is known of others. */
    @ParameterizedTest
    @ValueSource(strings = {"4.3.0", "4.3.1", "4.3.2", "4.3.5"})
    void troubleOfOursIsNoAbsence(String status) {
        assertNotEquals(Reach.UNREACHED, Reachability.of(List.of(Outcome.deferred(status, "trouble")), false));
    }

    @Test
    void whatCannotBeConnectedIsNotReached() {
        Outcome refused = Outcome.deferred("4.4.1", "connection refused");
        assertEquals(Reach.UNREACHED, Reachability.of(List.of(refused, refused), false));
        assertEquals(Reach.REACHED, Reachability.of(List.of(refused, Outcome.failed("5.1.1", "unknown")), false));
    }
}
