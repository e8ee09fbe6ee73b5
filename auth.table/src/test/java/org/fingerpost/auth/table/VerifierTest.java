package org.fingerpost.auth.table;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;

import org.apache.commons.codec.digest.Crypt;
import org.fingerpost.api.auth.Exchange.Step;
import org.fingerpost.api.table.Lookup;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class VerifierTest {

    private static final byte[] SALT = Base64.getDecoder().decode("W22ZaJ0SNY7soEsUEjb6gQ==");
    private static final Map<String, Credential> USERS = Map.of(
            "user", Credential.Scram.of(octets("pencil"), SALT, 4096),
            "crypt", Credential.parse("{SHA512-CRYPT}" + Crypt.crypt("pencil", "$6$saltsalt$")),
            "J\u00c3\u00bcrgen", Credential.Scram.of("geh\u00e4use".getBytes(StandardCharsets.UTF_8), SALT, 4096));

    private final Verifier verifier = new Verifier(user -> user.equals("later") ? new Account.Unavailable("the table is away")
            : USERS.containsKey(user) ? new Account.Known(USERS.get(user)) : new Account.Unknown("there is no such user"),
            new byte[32]);

    private static byte[] octets(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    private static String text(Step step) {
        return new String(assertInstanceOf(Step.Challenge.class, step).octets(), StandardCharsets.ISO_8859_1);
    }

    // --- PLAIN and LOGIN

    @ParameterizedTest
    @CsvSource({
        "|user|pencil, user",
        "user|user|pencil, user",
        "|crypt|pencil, crypt",
        "|user|Pencil, 'refused: another password is expected'",
        "|user|, 'refused: the name or the password cannot be one: it is empty'",
        "||pencil, 'refused: the name or the password cannot be one: it is empty'",
        "|nobody|pencil, 'refused: there is no such user'",
        "other|user|pencil, 'refused: it may not act as another user'",
        "|later|pencil, 'later: the table is away'",
        "user|pencil, 'refused: identity, user and password are expected with two NULs between them'",
        "|user|pen|cil, 'refused: identity, user and password are expected with two NULs between them'",
        "pencil, 'refused: identity, user and password are expected with two NULs between them'",
    })
    void plain(String message, String result) {
        assertEquals(result, result(new PlainResponder(verifier).respond(octets(message.replace('|', '\0')))));
    }

    private static String result(Step step) {
        return step instanceof Step.Authenticated who ? who.user()
                : step instanceof Step.Refused no ? "refused: " + no.reason()
                : step instanceof Step.Unavailable later ? "later: " + later.reason() : "challenge";
    }

    @Test
    void plainMayBeginWithoutAResponseOnce() {
        PlainResponder plain = new PlainResponder(verifier);
        assertEquals("", text(plain.respond(new byte[0])));
        assertEquals("user", result(plain.respond(octets("\0user\0pencil"))));
        plain = new PlainResponder(verifier);
        plain.respond(new byte[0]);
        assertInstanceOf(Step.Refused.class, plain.respond(new byte[0]));
    }

    @Test
    void namesAndPasswordsComeInSeveralForms() {
        String nfd = new String("\0Ju\u0308rgen\0geha\u0308u\u00adse".getBytes(StandardCharsets.UTF_8),
                StandardCharsets.ISO_8859_1);
        assertEquals("J\u00c3\u00bcrgen", result(new PlainResponder(verifier).respond(octets(nfd))));
        assertTrue(result(new PlainResponder(verifier).respond(octets("\0user\0pen\u0007cil"))).contains("control character"));
        assertTrue(result(new PlainResponder(verifier).respond(octets("\0user\0pen\u00fccil"))).contains("no UTF-8"));
        assertTrue(result(new PlainResponder(verifier).respond(octets("\0user\0" + "x".repeat(1025)))).contains("longer"));
    }

    @Test
    void login() {
        LoginResponder login = new LoginResponder(verifier);
        assertEquals("Username:", text(login.respond(new byte[0])));
        assertEquals("Password:", text(login.respond(octets("user"))));
        assertEquals("user", result(login.respond(octets("pencil"))));
        login = new LoginResponder(verifier);
        assertEquals("Password:", text(login.respond(octets("nobody"))));
        assertInstanceOf(Step.Refused.class, login.respond(octets("pencil")));
        login = new LoginResponder(verifier);
        login.respond(new byte[0]);
        assertInstanceOf(Step.Refused.class, login.respond(new byte[0]));
    }

    // --- SCRAM

    private static final String CLIENT_NONCE = "rOprNGfwEbeRWgbNEkqO";
    private static final String SERVER_NONCE = "%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0";

    private ScramResponder scram() {
        return new ScramResponder(verifier, SERVER_NONCE);
    }

    @Test
    void theExampleOfRfc7677() {
        ScramResponder scram = scram();
        assertEquals("", text(scram.respond(new byte[0])));
        assertEquals("r=" + CLIENT_NONCE + SERVER_NONCE + ",s=W22ZaJ0SNY7soEsUEjb6gQ==,i=4096",
                text(scram.respond(octets("n,,n=user,r=" + CLIENT_NONCE))));
        Step.Authenticated done = assertInstanceOf(Step.Authenticated.class, scram.respond(octets("c=biws,r=" + CLIENT_NONCE
                + SERVER_NONCE + ",p=dHzbZapWIk4jUhN+Ute9ytag9zjfMHgsqmmiz7AndVQ=")));
        assertEquals("user", done.user());
        assertEquals("v=6rriTRBi23WpRR/wtup+mMhUZUn/dB5nLTJRsjl95G4=", new String(done.additional(), StandardCharsets.US_ASCII));
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "c=biws,r=rOprNGfwEbeRWgbNEkqO%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0,p=dHzbZapWIk4jUhN+Ute9ytag9zjfMHgsqmmiz7AndVA=",
        "c=biws,r=rOprNGfwEbeRWgbNEkqO%hvYDpWUa2RaTCAfuxFIlj)hNlF$k1,p=dHzbZapWIk4jUhN+Ute9ytag9zjfMHgsqmmiz7AndVQ=",
        "c=eSws,r=rOprNGfwEbeRWgbNEkqO%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0,p=dHzbZapWIk4jUhN+Ute9ytag9zjfMHgsqmmiz7AndVQ=",
        "c=biws,r=rOprNGfwEbeRWgbNEkqO%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0",
        "c=biws,r=rOprNGfwEbeRWgbNEkqO%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0,p=AAAA",
        "c=biws,r=rOprNGfwEbeRWgbNEkqO%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0,p==",
        "c=biws,r=rOprNGfwEbeRWgbNEkqO%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0,x=\u0000,p=dHzbZapWIk4jUhN+Ute9ytag9zjfMHgsqmmiz7AndVQ=",
        ""})
    void whatDoesNotFitIsRefused(String last) {
        ScramResponder scram = scram();
        scram.respond(octets("n,,n=user,r=" + CLIENT_NONCE));
        assertInstanceOf(Step.Refused.class, scram.respond(octets(last)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"n,n=user,r=x", "p=tls-unique,,n=user,r=x", "n,,m=ext,n=user,r=x", "n,,n=us=er,r=x", "n,,n=user,r=",
        "n,,n=,r=x", "x", "n,,n=user,r=a b"})
    void beginningsWithoutSenseAreRefused(String first) {
        assertInstanceOf(Step.Refused.class, scram().respond(octets(first)));
    }

    @Test
    void whoIsUnknownIsNotTold() {
        String known = text(scram().respond(octets("n,,n=user,r=x")));
        String unknown = text(scram().respond(octets("n,,n=nobody,r=x")));
        String crypt = text(scram().respond(octets("y,a=crypt,n=crypt,r=x")));
        assertEquals(known.replaceAll("s=.*", ""), unknown.replaceAll("s=.*", ""));
        assertEquals(unknown, text(scram().respond(octets("n,,n=nobody,r=x"))), "the salt is the same each time");
        assertNotEquals(unknown, text(new ScramResponder(new Verifier(user -> new Account.Unknown(""), new byte[] {1}),
                SERVER_NONCE)
                .respond(octets("n,,n=nobody,r=x"))), "and another one elsewhere");
        assertTrue(crypt.matches("r=x\\S+,s=[A-Za-z0-9+/]{22}==,i=10000"), crypt);
        ScramResponder scram = scram();
        scram.respond(octets("n,,n=nobody,r=x"));
        assertEquals("refused: there is no such user",
                result(scram.respond(octets("c=biws,r=x" + SERVER_NONCE + ",p=" + "A".repeat(43) + "="))));
        assertInstanceOf(Step.Unavailable.class, scram().respond(octets("n,,n=later,r=x")));
    }

    // --- what is stored

    @Test
    void everyFormOfACredentialIsChecked() {
        byte[] pencil = octets("pencil");
        Credential.Scram made = Verifier.credential(pencil);
        for (String stored : List.of(made.toString(),
                "{SCRAM-SHA-256}" + made.toString().substring(14).replace(':', ',').replace('$', ','),
                "{PBKDF2-SHA512}10000$c2FsdHNhbHQ$" + adapted(Hmac.derive("HmacSHA512", pencil, octets("saltsalt"), 10_000)),
                "{PBKDF2-SHA256}4096$c2FsdHNhbHQ$" + adapted(Hmac.derive("HmacSHA256", pencil, octets("saltsalt"), 4096)),
                Crypt.crypt("pencil", "$6$rounds=5000$saltsalt$"), "{CRYPT}" + Crypt.crypt("pencil", "$5$saltsalt$"))) {
            assertTrue(Credential.parse(stored).isOf(pencil), stored);
            assertFalse(Credential.parse(stored).isOf(octets("Pencil")), stored);
        }
    }

    private static String adapted(byte[] octets) {
        return Base64.getEncoder().withoutPadding().encodeToString(octets).replace('+', '.');
    }

    @Test
    void derivedKeysAreTheJdks() throws Exception {
        var spec = new javax.crypto.spec.PBEKeySpec("pencil".toCharArray(), SALT, 4096, 256);
        assertArrayEquals(javax.crypto.SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256").generateSecret(spec).getEncoded(),
                Hmac.derive("HmacSHA256", octets("pencil"), SALT, 4096));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "pencil", "$1$salt$qJH7.N4xYta3aEG/dfqo/0", "{PLAIN}pencil", "SCRAM-SHA-256$1:AAAA$AAAA:AAAA",
        "SCRAM-SHA-256$9999999:AAAA$AAAA:AAAA", "{PBKDF2-SHA512}1$AAAA$AAAA", "{PBKDF2-SHA1}10000$AAAA$AAAA",
        "$6$rounds=9999999$a$b"})
    void whatIsWeakOrUnknownIsNotUsedNorQuoted(String stored) {
        String said = assertThrows(IllegalArgumentException.class, () -> Credential.parse(stored)).getMessage();
        assertTrue(stored.isEmpty() || !said.contains(stored), said);
    }

    @Test
    void tablesAreAsked() {
        Map<String, Lookup> table = Map.of("user", new Lookup.Found(USERS.get("user").toString()),
                "bad", new Lookup.Found("pencil"), "later", new Lookup.Unavailable("away"));
        Accounts accounts = new TableAccounts((key, arguments) -> {
            if (key.equals("bug")) {
                throw new IllegalStateException("broken");
            }
            return table.getOrDefault(key, Lookup.NOT_FOUND);
        });
        assertInstanceOf(Account.Known.class, accounts.find("user"));
        assertInstanceOf(Account.Unknown.class, accounts.find("nobody"));
        assertEquals(new Account.Unavailable("away"), accounts.find("later"));
        assertInstanceOf(Account.Unavailable.class, accounts.find("bug"));
        assertInstanceOf(Account.Unknown.class, accounts.find("bad"), "no word to the client that there is such a user");
    }
}
