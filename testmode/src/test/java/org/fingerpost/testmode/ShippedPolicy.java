package org.fingerpost.testmode;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.stream.Collectors;

import org.fingerpost.api.mail.Origin;
import org.fingerpost.api.mail.Recipient;
import org.fingerpost.api.mail.ReversePath;
import org.fingerpost.api.policy.Problem;
import org.fingerpost.api.policy.Reading;
import org.fingerpost.api.queue.Job;
import org.fingerpost.api.submit.Content;
import org.fingerpost.api.submit.PostOffice;
import org.fingerpost.api.submit.Transaction;
import org.fingerpost.api.submit.Verdict;
import org.fingerpost.core.load.LoadState;
import org.fingerpost.core.policy.Generation;
import org.fingerpost.core.policy.MessageMacros;
import org.fingerpost.core.policy.PolicySurroundings;
import org.fingerpost.core.request.Terms;
import org.fingerpost.core.rewrite.AddressRewriter.Role;
import org.fingerpost.core.services.Services;
import org.fingerpost.core.submit.RouterPostOffice;
import org.fingerpost.rules.cf.SendmailCfReader;
import org.fingerpost.table.passwd.UserTableType;

/** The policy that is shipped, on a machine named here.example with the users tef and ann, and its post office. */
final class ShippedPolicy {

    private static final Origin STRANGER = new Origin("ESMTP", "c", "192.0.2.99", "");
    private static final Path CF = Path.of("../distribution/etc/sendmail.cf");

    private final Path directory;
    private final Nowhere intake = new Nowhere();
    private String text;
    private PostOffice office;
    private PolicySurroundings surroundings;

    private ShippedPolicy(Path directory) throws IOException {
        this.directory = directory;
        this.text = Files.readString(CF, StandardCharsets.ISO_8859_1);
    }

    static ShippedPolicy in(Path directory) throws IOException {
        Files.createDirectories(directory.resolve("etc"));
        Files.writeString(directory.resolve("passwd"), "tef:x:1:1::/:/bin/sh\nann:x:2:2::/:/bin/sh\n");
        return new ShippedPolicy(directory).with("etc/aliases", "postmaster: tef\nlist: tef, u@far.example\n");
    }

    ShippedPolicy with(String file, String content) throws IOException {
        Files.writeString(directory.resolve(file), content, StandardCharsets.ISO_8859_1);
        return this;
    }

    /** With other lines. */
    ShippedPolicy replacing(String pattern, String lines) {
        String changed = text.replaceFirst("(?m)" + pattern, lines);
        assertTrue(!changed.equals(text), pattern);
        text = changed;
        return this;
    }

    /** With another policy, on the same machine. */
    ShippedPolicy insteadOf(String policy) {
        text = policy;
        return this;
    }

    PostOffice office() throws Exception {
        if (office == null) {
            Path cf = directory.resolve("sendmail.cf");
            Files.writeString(cf, text, StandardCharsets.ISO_8859_1);
            Reading reading = new SendmailCfReader("here.example").read(cf, directory);
            assertEquals(List.of(), reading.problems().stream().filter(Problem::isError).toList());
            Services services = new TableTypes(List.of(UserTableType.of(directory.resolve("passwd")))).services();
            Generation generation = new Generation(1, reading.policy(), services, directory);
            surroundings = new PolicySurroundings(generation, MessageMacros.of(reading.policy(), Origin.local("")), services);
            office = new RouterPostOffice(() -> {
                assertTrue(generation.tryPin());
                return generation;
            }, services, intake, () -> LoadState.NORMAL, Terms.USUAL, (node, client) -> true, Clock.systemUTC());
        }
        return office;
    }

    /** An address as a mailer sends it on. */
    String rewritten(String address, Role role, String mailer) throws Exception {
        office();
        Generation generation = surroundings.generation();
        return generation.addresses().rewrite(address, role, generation.mailer(mailer), surroundings);
    }

    /** Where mail for the address goes, of an alias or list what it stands for; or the refusal that a stranger hears. */
    String way(String address) throws Exception {
        try (Transaction transaction = office().begin(STRANGER)) {
            assertTrue(transaction.mail(ReversePath.of("s@elsewhere.example")).isAccepted());
            Verdict verdict = transaction.rcpt(Recipient.of(address));
            if (!verdict.isAccepted()) {
                return verdict.code() + " " + verdict.status() + " " + verdict.text().replaceFirst("^.*\\.\\.\\. ", "");
            }
        }
        return office().prospects(Origin.local(""), List.of(address)).stream().map(prospect -> prospect.route()
                .map(route -> (route.mailer() + " " + route.host()).strip() + " " + route.user())
                .orElse(prospect.verdict().status().toString())).collect(Collectors.joining(", "));
    }

    /** What has been taken. */
    List<Job> jobs() {
        return intake.jobs;
    }

    Verdict send(Origin client, String sender, String recipient) throws Exception {
        try (Transaction transaction = office().begin(client)) {
            assertTrue(transaction.mail(ReversePath.of(sender)).isAccepted());
            assertTrue(transaction.rcpt(Recipient.of(recipient)).isAccepted());
            Content content = transaction.content();
            byte[] octets = "Subject: x\r\n\r\nhello\r\n".getBytes(StandardCharsets.ISO_8859_1);
            content.write(octets, 0, octets.length);
            return content.commit().toCompletableFuture().join();
        }
    }
}
