package org.fingerpost.listener.smtp.extension;

import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The parameters of MAIL and RCPT: how they are written (RFC 5321 §4.1.2, esmtp-param) and which there are. */
public final class Parameters {

    /** MAIL, RCPT, and what asks about addresses, VRFY and EXPN (RFC 6531 §3.7.4.2): each knows parameters of its own. */
    public enum Of {
        MAIL(new SizeParameter(), new BodyParameter(), new RetParameter(), new EnvidParameter(), new AuthParameter(),
                new Flag(Extension.SMTPUTF8), new Flag(Extension.REQUIRETLS), new DeliverByParameter(),
                new PriorityParameter(), new HoldForParameter(), new HoldUntilParameter()),
        RCPT(new NotifyParameter(), new OrcptParameter()),
        QUERY(new Flag(Extension.SMTPUTF8));

        private final Map<String, Parameter> known;

        Of(Parameter... known) {
            this.known = List.of(known).stream().collect(Collectors.toMap(Parameter::keyword, Function.identity()));
        }

        Collection<Parameter> known() {
            return known.values();
        }
    }

    private static final Pattern KEYWORD = Pattern.compile("[A-Za-z0-9][A-Za-z0-9-]*");
    /** RFC 6531 §3.3 adds what is beyond ASCII. */
    private static final Pattern VALUE = Pattern.compile("[!-<>-~\\x80-\\xff]+");

    private Parameters() {
    }

    /**
     * Reads parameters.
     *
     * @param text blank, or parameters separated by blanks
     * @return keyword (upper case) to value (empty if none)
     * @throws BadParameter if they are not written as parameters are, or one is given twice
     */
    public static Map<String, String> parse(String text) throws BadParameter {
        if (text.isBlank()) {
            return Map.of();
        }
        Map<String, String> parameters = new TreeMap<>();
        for (String parameter : text.strip().split("[ \t]+")) {
            add(parameter, parameters);
        }
        return parameters;
    }

    private static void add(String parameter, Map<String, String> parameters) throws BadParameter {
        int equals = parameter.indexOf('=');
        String keyword = equals < 0 ? parameter : parameter.substring(0, equals);
        if (!KEYWORD.matcher(keyword).matches() || equals >= 0 && !VALUE.matcher(parameter.substring(equals + 1)).matches()) {
            throw BadParameter.ofForm("malformed parameter: expected KEYWORD or KEYWORD=value");
        }
        String value = equals < 0 ? "" : parameter.substring(equals + 1);
        if (parameters.put(keyword.toUpperCase(Locale.ROOT), value) != null) {
            throw BadParameter.ofForm("parameter given twice");
        }
    }

    /**
     * Checks that each is known, offered now and of its form.
     *
     * @param offers asked if there are any
     * @throws BadParameter about the first that is not
     */
    public static void check(Map<String, String> parameters, Of of, Supplier<Offering> offers) throws BadParameter {
        if (!parameters.isEmpty()) {
            check(parameters, of, offers.get());
        }
    }

    private static void check(Map<String, String> parameters, Of of, Offering offering) throws BadParameter {
        for (String keyword : parameters.keySet()) {
            Parameter parameter = of.known.get(keyword);
            if (parameter == null || !offering.include(parameter.extension())) {
                throw unknown(keyword, offering);
            }
        }
        for (Map.Entry<String, String> given : parameters.entrySet()) {
            of.known.get(given.getKey()).check(given.getValue(), offering);
        }
        if (parameters.containsKey("HOLDFOR") && parameters.containsKey("HOLDUNTIL")) { // RFC 4865 §4
            throw BadParameter.ofForm("HOLDFOR and HOLDUNTIL exclude each other");
        }
    }

    private static BadParameter unknown(String keyword, Offering offering) {
        boolean inTheClear = !offering.in().isEncrypted() && !offering.in().withheld().contains(Extension.REQUIRETLS);
        return keyword.equals("REQUIRETLS") && inTheClear
                ? new BadParameter(530, "5.7.10", "REQUIRETLS needs a connection under TLS")
                : new BadParameter(555, "5.5.4", "parameter not recognized"); // RFC 5321 §4.1.1.11
    }

    /** Whether the client declared more than {@code maxBytes}; 0 is no limit. */
    public static boolean declareMoreThan(long maxBytes, Map<String, String> ofMail) {
        return ofMail.containsKey("SIZE") && SizeParameter.exceeds(ofMail.get("SIZE"), maxBytes);
    }

    /** Whether the content may be anything, line ends included, and so comes in chunks only. */
    public static boolean announceBinary(Map<String, String> ofMail) {
        return ofMail.getOrDefault("BODY", "").equalsIgnoreCase(BodyParameter.BINARY);
    }

    /** Whether addresses, and replies, may be UTF-8. */
    public static boolean permitUtf8(Map<String, String> given) {
        return given.containsKey("SMTPUTF8");
    }
}
