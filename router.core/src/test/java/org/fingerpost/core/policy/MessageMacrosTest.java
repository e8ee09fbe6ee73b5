package org.fingerpost.core.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.fingerpost.api.mail.Origin;
import org.fingerpost.api.policy.Policy;
import org.junit.jupiter.api.Test;

class MessageMacrosTest {

    private static String received(String user) {
        MacroScope macros = MessageMacros.of(Policy.builder().build(), Origin.local(user));
        return macros.value("s").orElse("-") + " " + macros.value("_").orElse("-");
    }

    @Test
    void whatAUserSubmitsIsOfThatUser() {
        assertEquals("- ann@localhost", received("ann"));
    }

    @Test
    void reportOfTheRouterIsOfThisHost() {
        assertEquals("localhost localhost", received(""));
    }
}
