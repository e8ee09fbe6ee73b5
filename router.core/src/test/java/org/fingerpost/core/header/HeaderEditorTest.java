package org.fingerpost.core.header;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

import org.fingerpost.api.mail.Header;
import org.fingerpost.api.mail.HeaderField;
import org.fingerpost.api.policy.HeaderDeclaration;
import org.fingerpost.api.policy.MacroText;
import org.fingerpost.api.policy.MailerDefinition;
import org.fingerpost.api.policy.Policy;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HeaderEditorTest {

    /** As most sendmail.cf files have them. */
    private static final String[] CLASSIC = {
        "?P?Return-Path: <$g>",
        "Received: $?sfrom $s $.$?_($?s$|from $.$_)\n\t$.by $j ($v/$Z)$?r with $r$. id $i$?u\n\tfor $u; $|;\n\t$.$b",
        "?D?Resent-Date: $a", "?D?Date: $a", "?F?Resent-From: $?x$x <$g>$|$g$.", "?F?From: $?x$x <$g>$|$g$.", "?x?Full-Name: $x",
        "?M?Resent-Message-Id: <$t.$i@$j>", "?M?Message-Id: <$t.$i@$j>", "X-Spam: "};

    private static final String TRACE = "Received: by relay id 1;\r\n\tnow";

    private final Map<String, String> macros = new HashMap<>(Map.of("g", "eric@far", "x", "Eric Router", "a", "today",
            "t", "2024", "i", "QID1", "j", "relay.example", "v", "1.0", "Z", "x", "b", "now"));

    @Test
    void theTraceIsWhatThePolicyDeclares() {
        macros.put("_", "root@localhost");
        macros.put("u", "tef");
        assertEquals("Received: (from root@localhost)\r\n\tby relay.example (1.0/x) id QID1\r\n\tfor tef; now", trace(CLASSIC));
        macros.put("s", "client");
        macros.put("r", "ESMTP");
        macros.remove("u");
        assertEquals("Received: from client (root@localhost)\r\n\tby relay.example (1.0/x) with ESMTP id QID1;\r\n\tnow",
                trace(CLASSIC));
    }

    @Test
    void withoutADeclarationTheTraceIsOurOwn() {
        assertEquals("Received: by relay.example id QID1;\r\n\tnow", trace());
        macros.put("s", "client");
        macros.put("r", "ESMTP");
        macros.put("client_addr", "192.0.2.1");
        assertEquals("Received: from client ([192.0.2.1])\r\n\tby relay.example with ESMTP id QID1;\r\n\tnow", trace());
        macros.clear();
        assertEquals("Received: by  id ;", trace("Received: $q"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"x\r\nBcc: evil", "x\n\tcontinued", "x\u0000y", "a) by evil (", "((", "a\\", "q\"", "$j",
        "\r\n\r\nbody"})
    void noValueBreaksOutOfTheTrace(String value) {
        for (String name : List.of("s", "_", "u", "r", "i")) {
            macros.put(name, value);
        }
        for (String[] policy : new String[][] {CLASSIC, {}}) {
            String trace = trace(policy);
            assertTrue(trace.startsWith("Received: from "), trace);
            assertTrue(trace.endsWith("now"), trace);
            assertFalse(trace.matches("(?s).*(\r\n[^\t]|\u0000).*"), trace);
            assertEquals(trace.chars().filter(c -> c == '(').count(), trace.chars().filter(c -> c == ')').count(), trace);
            assertFalse(trace.contains("\\"), trace);
        }
    }

    @Test
    void missingFieldsComeInThePolicysOrderBeforeTheMessagesOwn() {
        assertEquals(List.of(TRACE, "Date: today", "Message-Id: <2024.QID1@relay.example>", "From: a", "To: b"),
                edit("DFM", TRACE, "From: a", "To: b"));
        assertEquals(List.of(TRACE, "From: Eric Router <eric@far>", "Subject: s"), edit("F", TRACE, "Subject: s"));
    }

    @Test
    void theReturnPathStandsBeforeTheTrace() {
        assertEquals(List.of("Return-Path: <eric@far>", TRACE, "From: a"), edit("P", TRACE, "From: a"));
        assertEquals(List.of("Return-Path: <eric@far>", TRACE, "From: a"),
                edit(policy("From: x", "?P?Return-Path: <$g>"), "P", TRACE, "From: a"));
    }

    @Test
    void aForeignReturnPathAndFullNameAreDropped() {
        assertEquals(List.of(TRACE, "Received: from a by b", "From: a"),
                edit("", TRACE, "Return-Path: <old@path>", "Received: from a by b", "Full-Name: me", "From: a"));
        assertEquals(List.of("Return-Path: <eric@far>", TRACE, "Full-Name: me"),
                edit("Px", TRACE, "Return-Path: <old@path>", "Full-Name: me"));
        assertEquals(List.of(TRACE), edit(policy(), "Px", TRACE, "Return-Path: <old@path>", "Full-Name: me",
                "Content-Length: 3"));
    }

    @Test
    void resentFieldsAreInsertedOnlyWhereThereAreOthers() {
        assertEquals(List.of(TRACE, "Resent-Date: today", "Date: today", "Resent-From: Eric Router <eric@far>",
                "From: Eric Router <eric@far>", "Resent-Message-Id: <2024.QID1@relay.example>",
                "Message-Id: <2024.QID1@relay.example>", "To: a@nn", "Resent-To: b@nn"),
                edit("DFM", TRACE, "To: a@nn", "Resent-To: b@nn", "Resent-Bcc: c@nn"));
    }

    @Test
    void conditionsAndEmptyTextsKeepFieldsAway() {
        Policy policy = policy("{auth}X-User: ${auth}", "X-Empty: $q", "X Odd: y", "X-Ok: $x");
        assertEquals(List.of(TRACE, "X-Ok: Eric Router"), edit(policy, "", TRACE));
        macros.put("auth", "");
        assertEquals(List.of(TRACE, "X-Ok: Eric Router"), edit(policy, "", TRACE));
        macros.put("auth", "tef\r\nX: y");
        assertEquals(List.of(TRACE, "X-User: tefX: y", "X-Ok: Eric Router"), edit(policy, "", TRACE));
    }

    @Test
    void foldsOfThePolicyStayFolds() {
        assertEquals(List.of(TRACE, "X-Long: one\r\n\ttwo\r\n\tthree"), edit(policy("X-Long: one \n\ttwo\nthree\n"), "", TRACE));
    }

    @Test
    void addressesAreRewrittenByTheirRole() {
        AddressFields marks = (item, sender) -> (sender ? "s." : "r.") + item;
        Header edited = new HeaderEditor(policy()).edit(header("From: a", "SENDER: b", "Reply-To: c", "Errors-To: d",
                "Disposition-Notification-To: e", "Resent-Sender: f", "To: g", "cc: h", "Resent-Cc: i", "Apparently-To: j",
                "Return-Receipt-To: k", "Subject: l", "To:"), mailer(""), macros(), marks);
        assertEquals(List.of("From: s.a", "SENDER: s.b", "Reply-To: s.c", "Errors-To: s.d", "Disposition-Notification-To: s.e",
                "Resent-Sender: s.f", "To: r.g", "cc: r.h", "Resent-Cc: r.i", "Apparently-To: r.j", "Return-Receipt-To: k",
                "Subject: l", "To:"), raw(edited));
    }

    @Test
    void insertedAddressesAreRewrittenToo() {
        AddressFields uucp = (item, sender) -> item + ".uucp";
        Header edited = new HeaderEditor(policy(CLASSIC)).edit(header(TRACE), mailer("F"), macros(), uucp);
        assertEquals(List.of(TRACE, "From: Eric Router <eric@far>.uucp"), raw(edited));
    }

    @Test
    void addressFieldsAreLaidOutAnew() {
        assertEquals(List.of("To:   a, b  (c), d", "cc:e", "From: ", "Subject:  x \r\n y"),
                edit(policy(), "", "To:   a ,\r\n\t\tb  (c),\r\n d", "cc :e,", "From: ,", "Subject :  x \r\n y"));
    }

    @Test
    void addressesAreFoldedAtCommas() {
        String[] items = {"eric@RELAY.conf.example", "ucsfcgl!tef", "csvax:csvax:anna@RELAY.conf.example", "joe@mit-mc",
            "\"A, B\" <a@alpha.conf.example>", "x@exact.example"};
        assertEquals(List.of("To: eric@RELAY.conf.example, ucsfcgl!tef, csvax:csvax:anna@RELAY.conf.example,\r\n"
                + "        joe@mit-mc, \"A, B\" <a@alpha.conf.example>, x@exact.example"),
                edit(policy(), "", "To: " + String.join(",", items)));
        MailerDefinition narrow = new MailerDefinition("m", "[x]", "", List.of(), Map.of('L', "40"));
        assertEquals(List.of("Cc: ann@far.example, bob@far.example,\r\n        joe@far.example"), raw(new HeaderEditor(policy())
                .edit(header("Cc: ann@far.example, bob@far.example, joe@far.example"), narrow, macros(),
                        AddressFields.UNCHANGED)));
    }

    @Test
    void aFieldWithoutValueYieldsToTheDeclaredOne() {
        assertEquals(List.of(TRACE, "Date: today", "From: Eric Router <eric@far>", "Subject:"),
                edit("DF", TRACE, "From:", "Date: ", "Subject:"));
    }

    @Test
    void whatRoutersAddIsAddedToWhatIsThere() {
        assertEquals(List.of("Via: here", "Via: there"), edit(policy("Via: here"), "", "Via: there"));
    }

    @Test
    void blindCopiesThatWereResentMakeTheMessageAResentOne() {
        assertEquals(List.of(TRACE, "Resent-Date: today", "Date: today", "To: a"), edit("D", TRACE, "To: a", "Resent-Bcc: b"));
    }

    @Test
    void insertedSendersAreTheMessagesAndTheReturnPathIsTheAttempts() {
        HeaderMacros both = new HeaderMacros(this::macro, name -> name.equals("g") ? Optional.of("host!eric") : macro(name));
        Header edited = new HeaderEditor(policy(CLASSIC)).edit(header(TRACE), mailer("FP"), both, AddressFields.UNCHANGED);
        assertEquals(List.of("Return-Path: <host!eric>", TRACE, "From: Eric Router <eric@far>"), raw(edited));
    }

    @Test
    void aRewriterCannotAddLines() {
        AddressFields evil = (old, sender) -> "a\r\nBcc: b, \nc";
        Header edited = new HeaderEditor(policy()).edit(header("To: x"), mailer(""), macros(), evil);
        assertEquals(List.of("To: a Bcc: b,  c"), raw(edited));
    }

    private String trace(String... declarations) {
        return new HeaderEditor(policy(declarations)).trace(this::macro).raw();
    }

    private List<String> edit(String flags, String... fields) {
        return edit(policy(CLASSIC), flags, fields);
    }

    private List<String> edit(Policy policy, String flags, String... fields) {
        return raw(new HeaderEditor(policy).edit(header(fields), mailer(flags), macros(), AddressFields.UNCHANGED));
    }

    private HeaderMacros macros() {
        return new HeaderMacros(this::macro, this::macro);
    }

    private Optional<String> macro(String name) {
        return Optional.ofNullable(macros.get(name));
    }

    private static MailerDefinition mailer(String flags) {
        return new MailerDefinition("m", "[x]", flags, List.of(), Map.of());
    }

    /** @param lines {@code ?flags?Name: text} or {@code {condition}Name: text} */
    private static Policy policy(String... lines) {
        Policy.Builder builder = Policy.builder();
        for (String line : lines) {
            String rest = line.replaceFirst("^(\\?\\w+\\?|\\{\\w+\\})", "");
            String guard = line.substring(0, line.length() - rest.length()).replaceAll("[?{}]", "");
            boolean condition = line.startsWith("{");
            String[] parts = rest.split(": ", 2);
            builder.header(new HeaderDeclaration(parts[0], condition ? "" : guard,
                    condition ? Optional.of(guard) : Optional.empty(), MacroText.parse(parts[1])));
        }
        return builder.build();
    }

    private static Header header(String... fields) {
        return new Header(Arrays.stream(fields).map(HeaderField::new).toList());
    }

    private static List<String> raw(Header header) {
        String text = new String(header.toBytes(), StandardCharsets.ISO_8859_1);
        assertEquals(header.fields().stream().map(field -> field.raw() + "\r\n").collect(Collectors.joining()), text);
        return header.fields().stream().map(HeaderField::raw).toList();
    }
}
