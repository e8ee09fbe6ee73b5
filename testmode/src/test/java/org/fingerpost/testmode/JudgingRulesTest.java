package org.fingerpost.testmode;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

import org.fingerpost.api.mail.Header;
import org.fingerpost.api.mail.Origin;
import org.fingerpost.api.mail.QueueId;
import org.fingerpost.api.mail.Recipient;
import org.fingerpost.api.mail.ReversePath;
import org.fingerpost.api.mailer.Outcome;
import org.fingerpost.api.policy.Problem;
import org.fingerpost.api.policy.Reading;
import org.fingerpost.api.queue.Job;
import org.fingerpost.api.queue.JobRecipient;
import org.fingerpost.api.queue.JobRecipient.Target;
import org.fingerpost.core.check.CompatibilityCheck;
import org.fingerpost.core.policy.Generation;
import org.fingerpost.core.policy.MessageMacros;
import org.fingerpost.core.policy.PolicySurroundings;
import org.fingerpost.core.services.Services;
import org.fingerpost.rules.cf.SendmailCfReader;
import org.fingerpost.table.passwd.UserTableType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rule sets that judge a delivery and a local user, as sendmail 8.17 applied the same rules. */
class JudgingRulesTest {

    private static final Instant NOW = Instant.parse("2026-11-22T05:00:00Z");
    private static final Origin CLIENT = new Origin("ESMTP", "c", "192.0.2.1", "");
    private static final String POLICY = """
            V10
            O OperatorChars=.:%@!^/[]+
            O AliasFile=aliases
            Cwhere
            Scheck_compat
            R<a@b> $| <c@d>	$#error $@ 5.7.1 $: "550 not from you"
            R<a@b> $| tef	$#error $@ 4.7.1 $: "450 not now"
            R$* $| gone	$#discard
            R$* $| held	$#error $@ quarantine $: look at it
            R<> $| $*	$#error $@ 5.7.1 $: "550 no reports, " $&{client_addr}
            Scanonify=3
            R$* < $* > $*	$2
            R$+ @ here	$1
            Sparse=0
            R$+ @ $+	$#other $@ $2 $: $1@$2
            R$+	$#local $: $1
            Slocaladdr=5
            Rtef	$#local $: tef
            Rluser + $*	$#other $@ hub $: $1@hub
            Rluser	$#error $@ 5.1.6 $: "551 luser has moved"
            Rmoved	$#local $: ann
            Rodd	$#local $: nobody
            Mlocal,	P=[FILE], F=lsDFMAw5, A=FILE mail/$u
            Mother,	P=[IPC], F=mDFM, A=TCP $h
            """;

    @TempDir
    Path directory;

    private Services services;

    private Generation generation() throws Exception {
        Files.writeString(directory.resolve("passwd"), "tef:x:1:1::/:/bin/sh\nann:x:2:2::/:/bin/sh\n");
        Files.writeString(directory.resolve("aliases"), "alias: luser\n");
        Path cf = Files.writeString(directory.resolve("test.cf"), POLICY);
        Reading reading = new SendmailCfReader("here").read(cf, directory);
        assertEquals(List.of(), reading.problems().stream().filter(Problem::isError).toList());
        services = new TableTypes(List.of(UserTableType.of(directory.resolve("passwd")))).services();
        return new Generation(1, reading.policy(), services, directory);
    }

    private String objection(Origin origin, String sender, JobRecipient recipient) throws Exception {
        Generation generation = generation();
        Job job = new Job(new QueueId("JOB00001"), NOW, origin, ReversePath.of(sender), List.of(), Header.EMPTY, 0, false, true);
        PolicySurroundings surroundings = new PolicySurroundings(generation, MessageMacros.of(generation.policy(), job),
                services);
        Optional<Outcome> outcome = new CompatibilityCheck(job, surroundings, (id, event, pairs) -> { }).objection(recipient);
        return outcome.map(o -> o.getClass().getSimpleName() + " " + o.status() + " " + o.text()).orElse("none");
    }

    private static JobRecipient submitted(String address) {
        return JobRecipient.submitted(0, Recipient.of(address), NOW);
    }

    @Test
    void aDeliveryIsJudgedBySenderAndRecipient() throws Exception {
        assertEquals("Failed 5.7.1 not from you", objection(CLIENT, "a@b", submitted("c@d")));
        assertEquals("none", objection(CLIENT, "a@c", submitted("c@d")));
        JobRecipient ofAlias = submitted("list").child(1, new Target.ToAddress("tef"), NOW);
        assertEquals("Deferred 4.7.1 not now", objection(CLIENT, "a@b", ofAlias));
        assertEquals("Delivered 2.1.5 discarded by the policy", objection(Origin.local("tef"), "tef", submitted("gone")));
        assertEquals("Deferred 4.7.1 quarantined: look at it", objection(Origin.local("tef"), "tef", submitted("held")));
        assertEquals("Failed 5.7.1 no reports, 192.0.2.1", objection(CLIENT, "", submitted("c@d")));
    }

    @Test
    void reportsOfOurOwnAreNotJudged() throws Exception {
        assertEquals("none", objection(Origin.local(""), "", submitted("c@d")));
    }

    private String verified(String address) throws Exception {
        return new Dialogs(generation(), services).office.verify(Origin.local("tef"), address).toString();
    }

    @Test
    void ruleSetFiveSendsLocalUsersElsewhere() throws Exception {
        assertEquals("554 5.4.6 aliasing/forwarding loop broken", verified("tef"), "as in sendmail");
        assertEquals("250 2.1.5 Recipient ok", verified("moved@here"));
        assertEquals("250 2.1.5 Recipient ok", verified("luser+box"));
        assertEquals("551 5.1.6 luser has moved", verified("luser"));
        assertEquals("550 5.1.1 User unknown", verified("odd"));
        assertEquals("550 5.1.1 User unknown", verified("nobody"));
        assertEquals("250 2.1.5 Recipient ok", verified("alias"), "what it stands for is seen to when it is expanded");
    }
}
