package org.fingerpost.core.dispatch;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.fingerpost.api.mailer.DeliveryRecipient;
import org.fingerpost.api.policy.MacroText;
import org.fingerpost.api.policy.MailerDefinition;
import org.fingerpost.api.policy.Policy;
import org.fingerpost.core.policy.MacroScope;
import org.junit.jupiter.api.Test;

class ProgramCallTest {

    private static final String DATE = "Thu Sep  1 03:04:05 1983";

    private final Policy.Builder policy = Policy.builder();

    @Test
    void theFirstArgumentWithARecipientStandsOnceForEach() {
        assertEquals(List.of("m", "-h", "far", "ann", "bob joe", "end"), arguments("", "m -h $h $u end", "ann", "bob joe"));
        assertEquals(List.of("m", "annann", "bobbob", "xbob"), arguments("", "m $u$u x$u", "ann", "bob"));
    }

    @Test
    void flagSTakesQuotesAway() {
        assertEquals(List.of("m", "b c@d", "a b"), arguments("s", "m $u", "\"b c\"@d", "a\\ b"));
        assertEquals(List.of("m", "\"b c\"@d"), arguments("", "m $u", "\"b c\"@d"));
    }

    @Test
    void flagsFAndRAskForTheSenderThatWasNamed() {
        assertEquals(List.of("m", "-f", "eric@here", "ann"), arguments("f", "m $u", "ann"));
        assertEquals(List.of("m", "-r", "eric@here", "ann"), arguments("r", "m $u", "ann"));
        assertEquals(List.of("m", "ann"), call(mailer("f", "m $u"), "eric@here", false, "ann").arguments());
    }

    @Test
    void theFromLineIsThePolicys() {
        assertEquals("From eric@here " + DATE, fromLine("", "eric@here"));
        assertEquals("From MAILER-DAEMON " + DATE, fromLine("", ""));
        policy.option("UnixFromLine", "From <$g>\r\n");
        assertEquals("From <eric@here>", fromLine("", "eric@here"));
    }

    @Test
    void flagUNamesTheHostOfASenderOfUucp() {
        assertEquals("From eric  " + DATE + " remote from ucbvax", fromLine("U", "ucbvax!eric"));
        assertEquals("From eric@ucbvax " + DATE, fromLine("U", "eric@ucbvax"));
        assertEquals("From !eric " + DATE, fromLine("U", "!eric"));
    }

    @Test
    void theEnvironmentIsThatOfThePolicy() {
        policy.environment("SITE=a=b").environment("EMPTY=").environment("NOT_SET_ANYWHERE_AT_ALL").environment("PATH");
        assertEquals(Map.of("AGENT", "sendmail", "SITE", "a=b", "EMPTY", "", "PATH", System.getenv("PATH")),
                call(mailer("", "m $u"), "x", true, "ann").environment());
    }

    private List<String> arguments(String flags, String arguments, String... users) {
        return call(mailer(flags, arguments), "eric@here", true, users).arguments();
    }

    private String fromLine(String flags, String sender) {
        return call(mailer(flags, "m $u"), sender, true, "ann").fromLine();
    }

    private ProgramCall call(MailerDefinition mailer, String sender, boolean named, String... users) {
        Policy built = policy.build();
        MacroScope macros = new MacroScope(built).define("g", sender).define("h", "far").define("d", DATE);
        List<DeliveryRecipient> recipients = Stream.of(users).map(user -> new DeliveryRecipient(user, user, Map.of())).toList();
        return ProgramCall.of(built, mailer, recipients, macros, named);
    }

    private static MailerDefinition mailer(String flags, String arguments) {
        return new MailerDefinition("m", "/bin/m", flags, Stream.of(arguments.split(" ")).map(MacroText::parse).toList(),
                Map.of());
    }
}
