package org.fingerpost.listener.smtp;

import java.math.BigInteger;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** The parameters of MAIL and RCPT: their form (RFC 5321 §4.1.2, esmtp-param), and what the announced extensions allow. */
final class EsmtpParameters {

    private static final Set<String> SIZE_AND_BODY = Set.of("SIZE", "BODY");
    private static final Pattern KEYWORD = Pattern.compile("[A-Za-z0-9][A-Za-z0-9-]*");
    private static final Pattern VALUE = Pattern.compile("[!-<>-~]+");
    /** RFC 1870 §4: up to twenty digits. */
    private static final Pattern SIZE = Pattern.compile("[0-9]{1,20}");

    private EsmtpParameters() {
    }

    /** @param text blank, or parameters separated by blanks */
    static Map<String, String> parse(String text) throws BadCommand {
        Map<String, String> parameters = new TreeMap<>();
        if (!text.isBlank()) {
            for (String parameter : text.strip().split("[ \t]+")) {
                add(parameter, parameters);
            }
        }
        return parameters;
    }

    private static void add(String parameter, Map<String, String> parameters) throws BadCommand {
        int equals = parameter.indexOf('=');
        String keyword = equals < 0 ? parameter : parameter.substring(0, equals);
        if (!KEYWORD.matcher(keyword).matches() || equals >= 0 && !VALUE.matcher(parameter.substring(equals + 1)).matches()) {
            throw new BadCommand(501, "5.5.4", "malformed parameter: expected KEYWORD or KEYWORD=value");
        }
        String value = equals < 0 ? "" : parameter.substring(equals + 1);
        if (parameters.put(keyword.toUpperCase(Locale.ROOT), value) != null) {
            throw new BadCommand(501, "5.5.4", "parameter given twice");
        }
    }

    /** The line of the answer to EHLO. RFC 1870 §3: without a number nothing is said about a limit. */
    static String offerOfSize(long maxBytes) {
        return maxBytes > 0 ? "SIZE " + maxBytes : "SIZE";
    }

    /**
     * MAIL takes SIZE (RFC 1870), BODY (RFC 6152), RET and ENVID (RFC 3461).
     *
     * @param receipts whether the extension DSN is offered
     */
    static void requireForMail(Map<String, String> parameters, boolean receipts) throws BadCommand {
        requireKnown(parameters, SIZE_AND_BODY, receipts ? DsnParameters.OF_MAIL : Set.of());
        DsnParameters.requireOfMail(parameters);
        if (parameters.containsKey("SIZE") && !SIZE.matcher(parameters.get("SIZE")).matches()) {
            throw new BadCommand(501, "5.5.4", "SIZE is a number of octets");
        }
        String body = parameters.getOrDefault("BODY", "7BIT").toUpperCase(Locale.ROOT);
        if (!body.equals("7BIT") && !body.equals("8BITMIME")) {
            throw new BadCommand(501, "5.5.4", "BODY is 7BIT or 8BITMIME");
        }
    }

    /** RCPT takes NOTIFY and ORCPT (RFC 3461). */
    static void requireForRcpt(Map<String, String> parameters, boolean receipts) throws BadCommand {
        requireKnown(parameters, Set.of(), receipts ? DsnParameters.OF_RCPT : Set.of());
        DsnParameters.requireOfRcpt(parameters);
    }

    private static void requireKnown(Map<String, String> parameters, Set<String> some, Set<String> others) throws BadCommand {
        if (!parameters.keySet().stream().allMatch(keyword -> some.contains(keyword) || others.contains(keyword))) {
            throw new BadCommand(555, "5.5.4", "parameter not recognized"); // RFC 5321 §4.1.1.11
        }
    }

    /** Whether the client declared more than {@code maxBytes}; 0 is no limit. */
    static boolean declaresMoreThan(long maxBytes, Map<String, String> mailParameters) {
        String size = mailParameters.getOrDefault("SIZE", "0");
        return maxBytes > 0 && new BigInteger(size).compareTo(BigInteger.valueOf(maxBytes)) > 0;
    }
}
