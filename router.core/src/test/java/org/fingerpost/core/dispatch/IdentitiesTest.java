package org.fingerpost.core.dispatch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.fingerpost.api.policy.MailerDefinition;
import org.fingerpost.api.policy.Policy;
import org.fingerpost.api.unix.Account;
import org.fingerpost.core.services.Services;
import org.fingerpost.core.services.TestUsers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IdentitiesTest {

    private final TestUsers users = new TestUsers(true).with(account("root", 0, 0)).with(account("daemon", 1, 1))
            .with(account("ann", 1001, 1002)).with(account("list", 38, 38));

    @ParameterizedTest
    @CsvSource({
        "o, ann, '', '', '', 1001:1002, the owner of the list",
        "o, ann, '', 38, list, 1001:1002, before what the definition and the policy say",
        "o, root, '', '', '', 1:1, root's programs are the default user's",
        "'', ann, '', '', '', 1:1, but not without the flag",
        "o, '', ann, '', '', 1001:1002, the recipient",
        "o, '', eric, '', '', 1:1, a recipient without account is the default user's",
        "o, '', root, '', '', 1:1, so is root's mail",
        "o, '', '', '', '', 1:1, as are programs of the alias file",
        "o, '', '', list, '', 38:38, U=",
        "o, '', '', '38:mail', '', 38:8, U= with a group",
        "o, '', '', 'ann.7', '', 1001:7, with a dot",
        "o, '', '', 'ann mail', '', 1001:8, with a blank",
        "o, '', '', 0, '', 1:1, nor is root one of the definition's",
        "o, '', '', '', list, 38:38, DefaultUser",
        "o, '', '', '', '4711:7', 4711:7, a number that nobody has",
        "o, '', '', '', 4711, 4711:1, without a group",
        "o, '', '', '', root, 1:1, nor is root the default user",
        "o, '', '', '', 'list:', 38:38, an empty group",
        "S, ann, ann, '', list, '', the router itself",
        "S, ann, ann, list, '', 38:38, or whom U= names"})
    void somebodyIsFound(String flags, String controller, String recipient, String user, String option, String ids, String why)
            throws NobodyException {
        Map<Character, String> equates = user.isEmpty() ? Map.of() : Map.of('U', user);
        MailerDefinition mailer = new MailerDefinition("prog", "/bin/sh", flags, List.of(), equates);
        assertEquals(ids, ids(identities(users, option).of(mailer, controller, recipient)), why);
    }

    @Test
    void theMailboxOfRootIsTheRoutersToWrite() throws NobodyException {
        assertEquals("", ids(identities(users, "").of(mailer("[FILE]", "o"), "", "root")));
        assertEquals("1:1", ids(identities(users, "").of(mailer("[FILE]", "o"), "root", "")));
    }

    @Test
    void otherMailersActAsTheRouterUnlessTheySayOtherwise() throws NobodyException {
        assertEquals("", ids(identities(users, "").of(mailer("[IPC]", "m"), "", "ann")));
        assertEquals("", ids(identities(users, "").of(mailer("[odd]", "m"), "", "ann")));
        assertEquals("1001:1002", ids(identities(users, "").of(mailer("[odd]", "o"), "", "ann")));
    }

    @Test
    void aRouterWithoutPrivilegeIsItself() throws NobodyException {
        assertEquals("", ids(identities(new TestUsers(false), "").of(mailer("/bin/sh", "o"), "ann", "")));
    }

    @ParameterizedTest
    @CsvSource({"gone, '', there is no user gone any more", "'', gone, there is no user gone",
        "'', ann:none, there is no group none", "'', 99999999999, there is no user 99999999999"})
    void whoIsNotThereLetsMailWait(String controller, String option, String reason) {
        NobodyException e = assertThrows(NobodyException.class,
                () -> identities(users, option).of(mailer("/bin/sh", "o"), controller, ""));
        assertEquals(reason, e.getMessage());
        assertEquals("4.3.5", e.outcome().status().toString());
    }

    @Test
    void aMachineThatDoesNotSayLetsMailWait() {
        users.trouble = Optional.of(new IOException("no answer"));
        NobodyException e = assertThrows(NobodyException.class,
                () -> identities(users, "").of(mailer("/bin/sh", "o"), "ann", ""));
        assertEquals("the machine does not say who its users are: no answer", e.getMessage());
        assertEquals("4.3.5", e.outcome().status().toString());
    }

    @Test
    void nobodyWhoCouldBeRootActsWhileThatIsUnknown() {
        Identities identities = new Identities(Policy.builder().build(), new Services());
        assertThrows(NobodyException.class, () -> identities.of(mailer("/bin/sh", "o"), "ann", ""));
    }

    private static Identities identities(TestUsers users, String option) {
        Policy.Builder policy = Policy.builder();
        if (!option.isEmpty()) {
            policy.option("DefaultUser", option);
        }
        return new Identities(policy.build(), users.bind(new Services()));
    }

    private static MailerDefinition mailer(String path, String flags) {
        return new MailerDefinition("m", path, flags, List.of(), Map.of());
    }

    private static Account account(String name, int uid, int gid) {
        return new Account(name, uid, gid, "", "/home/" + name, "/bin/sh");
    }

    private static String ids(Optional<Account> account) {
        return account.map(found -> found.uid() + ":" + found.gid()).orElse("");
    }
}
