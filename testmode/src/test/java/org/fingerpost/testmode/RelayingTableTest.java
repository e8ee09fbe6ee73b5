package org.fingerpost.testmode;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.fingerpost.api.mail.ClientHost;
import org.fingerpost.api.mail.Origin;
import org.fingerpost.api.mail.Protection;
import org.fingerpost.api.mail.Recipient;
import org.fingerpost.api.mail.ReversePath;
import org.fingerpost.api.rewrite.Route;
import org.fingerpost.api.submit.Admission;
import org.fingerpost.api.submit.PostOffice;
import org.fingerpost.api.submit.Prospect;
import org.fingerpost.api.submit.Transaction;
import org.fingerpost.api.submit.Verdict;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * No mail from a stranger to a stranger, in any syntax: under the policy that is shipped, where the router decides by the final
 * route, and under one that m4 has made, where check_rcpt decides by the address.
 */
class RelayingTableTest {

    private static final Origin STRANGER = new Origin("ESMTP", "c", "192.0.2.99", "");
    private static final Origin NEIGHBOUR = new Origin("ESMTP", "c", "10.1.2.3", "");
    private static final Origin USER = new Origin("ESMTPA", "c", "192.0.2.99", "ann", ClientHost.UNKNOWN,
            Protection.NONE.authenticatedBy("PLAIN"));
    /** A user of a route that names one host and no way on from there. */
    private static final String PARTNER = "(?i)[^@%!:\"\\\\]+@(\\S+\\.)?partner\\.example";

    /** A user of ours, of the gateway that a table names, or of the partner. */
    private static final String ENDS = "(?i)[^@%!:\"\\\\]+(@gw\\.example|@(\\S+\\.)?partner\\.example)?";

    @TempDir
    Path directory;

    /** Addresses as octets, and what a stranger hears. */
    private static Map<String, String> table() throws Exception {
        Map<String, String> rows = new LinkedHashMap<>();
        for (String line : Files.readAllLines(Path.of(RelayingTableTest.class.getResource("/relaying/addresses.txt").toURI()))) {
            if (!line.startsWith("#")) {
                rows.put(new String(line.substring(8).getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1),
                        line.substring(0, 8).strip());
            }
        }
        assertTrue(rows.size() > 140, () -> rows.size() + " addresses");
        return rows;
    }

    private PostOffice shipped() throws Exception {
        return ShippedPolicy.in(directory).replacing("^DS$", "DSrelay.example")
                .replacing("^CR 127.*$", "CR10.0.0.0/8\nCwours.example [192.0.2.25] [127.0.0.1]")
                .with("etc/relay-domains", "partner.example\n")
                .with("etc/mailertable", "routed.example relay:[192.0.2.26]\n").office();
    }

    private static Verdict rcpt(PostOffice office, Origin client, String address) {
        Admission admission = office.admit(client);
        try (Transaction transaction = office.begin(client, admission)) {
            assertTrue(transaction.mail(ReversePath.of("s@elsewhere.example")).isAccepted());
            return transaction.rcpt(Recipient.of(address));
        }
    }

    /** Where mail to it would go; of an alias, where all of it would. */
    private static String way(PostOffice office, String address) {
        List<Prospect> prospects = office.prospects(Origin.local(""), List.of(address));
        return prospects.size() > 1 ? "list" : prospects.get(0).route().map(RelayingTableTest::way).orElse("refused");
    }

    private static String way(Route route) {
        return route.mailer().equals("local") ? "local" : route.user().matches(PARTNER) ? "partner" : "stranger";
    }

    @Test
    void strangersReachNobodyButUs() throws Exception {
        PostOffice office = shipped();
        List<String> different = new ArrayList<>();
        for (Map.Entry<String, String> row : table().entrySet()) {
            Verdict verdict = rcpt(office, STRANGER, row.getKey());
            String heard = verdict.isAccepted() ? way(office, row.getKey())
                    : verdict.text().endsWith("Relaying denied") ? "denied" : verdict.status().toString();
            if (!heard.equals(row.getValue())) {
                different.add(row.getKey() + ": " + heard + " instead of " + row.getValue());
            }
        }
        assertEquals(List.of(), different);
    }

    /** Every table has an entry that leads outside. */
    @Test
    void norDoesAnyTableOpenAWay() throws Exception {
        PostOffice office = ShippedPolicy.in(directory).replacing("^DS$", "DSrelay.example")
                .replacing("^CR 127.*$", "CR10.0.0.0/8\nCwours.example [192.0.2.25] [127.0.0.1]")
                .replacing("^#C.VirtHost.*$", "C{VirtHost}virtual.example wide.example")
                .with("etc/virtusertable", "@virtual.example %1@gw.example\n@wide.example %1\nv@ours.example v@far.example\n")
                .with("etc/access", "To:partner.example RELAY\nFrom:elsewhere.example RELAY\nconnect:198.51.100 RELAY\n")
                .with("etc/domaintable", "old.example partner.example\n")
                .with("etc/mailertable", "routed.example relay:[192.0.2.26]\n. relay:[192.0.2.27]\n").office();
        List<String> open = new ArrayList<>();
        for (Map.Entry<String, String> row : table().entrySet()) {
            String address = row.getKey();
            boolean permitted = rcpt(office, STRANGER, address).isAccepted();
            boolean stranger = permitted && way(office, address).equals("stranger");
            if (stranger && !address.contains("v@ours.example") || !permitted && row.getValue().equals("partner")) {
                open.add(address);
            }
            for (String domain : List.of("virtual.example", "wide.example")) {
                String through = address.replaceAll("(?i)here\\.example", domain);
                String user = user(office, through);
                boolean accepted = rcpt(office, STRANGER, through).isAccepted();
                if (accepted && !row.getValue().equals("list") && !user.matches(ENDS)) {
                    open.add(through + " to " + user);
                }
            }
        }
        assertEquals(List.of(), open);
        assertTrue(rcpt(office, STRANGER, "v@virtual.example").isAccepted());
        assertTrue(rcpt(office, STRANGER, "v@old.example").isAccepted());
        assertTrue(!rcpt(office, STRANGER, "v@far.example").isAccepted());
    }

    private static String user(PostOffice office, String address) {
        return office.prospects(Origin.local(""), List.of(address)).get(0).route().map(Route::user).orElse("");
    }

    @Test
    void whoIsPermittedReachesAll() throws Exception {
        PostOffice office = shipped();
        List<String> different = new ArrayList<>();
        for (Map.Entry<String, String> row : table().entrySet()) {
            for (Origin client : List.of(NEIGHBOUR, USER, Origin.local("tef"))) {
                boolean impossible = Character.isDigit(row.getValue().charAt(0));
                if (rcpt(office, client, row.getKey()).isAccepted() == impossible) {
                    different.add(row.getKey() + " from " + client);
                }
            }
        }
        assertEquals(List.of(), different);
    }

    @Test
    void norUnderRulesThatDecide() throws Exception {
        Optional<CfPackage> found = CfPackage.find();
        assumeTrue(found.isPresent(), "the packages sendmail-cf and m4 are not installed");
        Path ours = Path.of(RelayingTableTest.class.getResource("/relaying/addresses.txt").toURI()).getParent();
        Files.createDirectories(directory.resolve("mail"));
        ShippedPolicy policy = ShippedPolicy.in(directory)
                .insteadOf(found.get().copyTo(directory).generate("gateway", ours).replace("/etc/mail/", "mail/"));
        policy.with("mail/relay-domains", "partner.example\n10\n").with("mail/access", "")
                .with("mail/local-host-names", "here.example\nours.example\n").with("mail/aliases", "list: tef, u@far.example\n");
        PostOffice office = policy.office();
        int accepted = 0;
        List<String> relayed = new ArrayList<>();
        for (String address : table().keySet()) {
            if (rcpt(office, STRANGER, address).isAccepted()) {
                accepted++;
                if (way(office, address).equals("stranger")) {
                    relayed.add(address);
                }
            }
        }
        assertEquals(List.of(), relayed);
        assertTrue(accepted > 10, "only " + accepted);
        assertTrue(rcpt(office, NEIGHBOUR, "v@far.example").isAccepted());
        assertTrue(rcpt(office, USER, "v@far.example").isAccepted(), "TRUST_AUTH_MECH and ${auth_type}");
    }
}
