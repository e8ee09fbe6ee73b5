package org.fingerpost.mailer.smtp;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The message and the settings of a transcript:
 *
 * <pre>
 * from ADDRESS · to ADDRESS… · size N · flags FLAGS     of the mailer definition: z is LMTP
 * 8bit · header-8bit · authenticated                    what the body, the header has; whether the sender was authenticated
 * param BODY=8BITMIME                                   what the message came with
 * dsn OF MAIL; OF RCPT; …                               parameters about reports, for MAIL and for each recipient
 * tls LEVEL · no-tls · chunking                         the connection's
 * auth USER PASSWORD [MECHANISM…] · auth.plaintext      who we are
 * </pre>
 */
final class TranscriptSettings {

    private String sender = "s@client.test";
    private List<String> recipients = List.of("a@mx.test");
    private long size = 1000;
    private String flags = "";
    private boolean eightBit;
    private boolean foreignHeader;
    private boolean authenticated;
    private final Map<String, String> parameters = new HashMap<>();
    private String dsnOfMail = "";
    private List<String> dsnOfRecipients = List.of();
    private TlsLevel tls = TlsLevel.NONE;
    private boolean canSecure = true;
    private boolean chunking;
    private Optional<Credentials> credentials = Optional.empty();
    private boolean plaintext;

    void set(String directive) {
        String[] words = directive.split(" ", 2);
        String value = words.length > 1 ? words[1] : "";
        switch (words[0]) {
            case "from" -> sender = octets(value);
            case "to" -> recipients = Arrays.stream(value.split(" ")).map(TranscriptSettings::octets).toList();
            case "size" -> size = Long.parseLong(value);
            case "flags" -> flags = value;
            case "8bit" -> eightBit = true;
            case "header-8bit" -> foreignHeader = true;
            case "authenticated" -> authenticated = true;
            case "param" -> parameters.put(value.split("=")[0], value.contains("=") ? value.split("=", 2)[1] : "");
            case "dsn" -> {
                dsnOfMail = " " + value.split("; ")[0];
                dsnOfRecipients = Arrays.stream(value.split("; ")).skip(1).map(ofOne -> " " + ofOne).toList();
            }
            case "tls" -> tls = TlsLevel.valueOf(value.toUpperCase(Locale.ROOT));
            case "no-tls" -> canSecure = false;
            case "chunking" -> chunking = true;
            case "auth" -> {
                List<String> parts = List.of(value.split(" "));
                credentials = Optional.of(new Credentials(octets(parts.get(0)), octets(parts.get(1)),
                        parts.size() > 2 ? parts.subList(2, parts.size()) : SaslClient.MECHANISMS, false));
            }
            case "auth.plaintext" -> plaintext = true;
            default -> throw new IllegalArgumentException("! " + directive);
        }
    }

    OutgoingMail mail() {
        return new OutgoingMail(sender, recipients, parameters,
                new OutgoingMail.Traits(eightBit, foreignHeader, authenticated, flags), size, this::dsn);
    }

    private DsnParameters dsn() {
        return dsnOfRecipients.isEmpty() ? DsnParameters.none(recipients.size()) : new DsnParameters(dsnOfMail, dsnOfRecipients);
    }

    Terms terms() {
        return new Terms(flags.contains("z"), "client.test", tls, "", parameters.containsKey("REQUIRETLS"),
                credentials.map(who -> new Credentials(who.user(), who.password(), who.mechanisms(), plaintext)), chunking);
    }

    boolean canSecure() {
        return canSecure;
    }

    /** {@code %XX} is an octet. */
    static String octets(String text) {
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) == '%') {
                out.append((char) Integer.parseInt(text.substring(i + 1, i + 3), 16));
                i += 2;
            } else {
                out.append(text.charAt(i));
            }
        }
        return out.toString();
    }
}
