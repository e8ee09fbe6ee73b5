package org.fingerpost.core.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

import org.fingerpost.api.mail.Header;
import org.fingerpost.api.mail.HeaderField;
import org.fingerpost.api.policy.Policy;
import org.fingerpost.core.destination.QueueTimeouts;
import org.fingerpost.core.destination.TimeoutClass;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TimeoutOptionsTest {

    @Test
    void optionsAreForAllClassesOrForOne() {
        QueueTimeouts timeouts = TimeoutOptions.of(Policy.builder().option("Timeout.queuereturn", "5")
                .option("Timeout.queuereturn.urgent", "2d").option("Timeout.queuewarn", "4")
                .option("Timeout.queuewarn.non-urgent", "0").option("Timeout.queuewarn.dsn", "soon").build());
        assertEquals(Optional.of(Duration.ofDays(5)), timeouts.lifetime().of(TimeoutClass.NORMAL), "days");
        assertEquals(Optional.of(Duration.ofDays(2)), timeouts.lifetime().of(TimeoutClass.URGENT));
        assertEquals(Optional.of(Duration.ofHours(4)), timeouts.warning().of(TimeoutClass.DSN), "hours");
        assertEquals(Optional.of(Duration.ZERO), timeouts.warning().of(TimeoutClass.NON_URGENT), "never");
    }

    @Test
    void whatIsNotSaidIsNotKnown() {
        assertEquals(QueueTimeouts.NONE, TimeoutOptions.of(Policy.builder().build()));
        QueueTimeouts one = TimeoutOptions.of(Policy.builder().option("Timeout.queuereturn.normal", "3d")
                .option("Timeout.queuereturn.dsn", "0").build());
        assertEquals(Optional.of(Duration.ofDays(3)), one.lifetime().of(TimeoutClass.NORMAL));
        assertEquals(Optional.empty(), one.lifetime().of(TimeoutClass.URGENT));
        assertEquals(Optional.empty(), one.lifetime().of(TimeoutClass.DSN), "nothing is returned at once");
    }

    @ParameterizedTest
    @CsvSource({"bulk, -60", " List , -30", "special-delivery, 100", "first-class, 0", "red, 0"})
    void withoutLinesPrecedencesAreTheUsualOnes(String name, int expected) {
        Header header = new Header(List.of(HeaderField.of("Precedence", name)));
        assertEquals(expected, Precedence.of(Policy.builder().build(), header));
        assertEquals(0, Precedence.of(Policy.builder().precedence("green", 7).build(), header));
    }

    @Test
    void thePolicysLinesSayWhatPrecedencesAreWorth() {
        Policy policy = Policy.builder().precedence("Red", 7).build();
        assertEquals(7, Precedence.of(policy, new Header(List.of(HeaderField.of("precedence", "rED")))));
        assertEquals(0, Precedence.of(policy, new Header(List.of())));
    }
}
