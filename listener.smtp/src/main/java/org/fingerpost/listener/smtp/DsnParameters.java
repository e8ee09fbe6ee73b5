package org.fingerpost.listener.smtp;

import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** What a client may say about reports with MAIL and RCPT (RFC 3461 §4). */
final class DsnParameters {

    static final Set<String> OF_MAIL = Set.of("RET", "ENVID");
    static final Set<String> OF_RCPT = Set.of("NOTIFY", "ORCPT");

    private static final int MAX_ENVID = 100;
    private static final int MAX_ORCPT = 500;
    private static final Pattern RET = Pattern.compile("FULL|HDRS", Pattern.CASE_INSENSITIVE);
    private static final Pattern NOTIFY = Pattern.compile("NEVER|(SUCCESS|FAILURE|DELAY)(,(SUCCESS|FAILURE|DELAY)){0,2}",
            Pattern.CASE_INSENSITIVE);
    /** Printable ASCII; what is encoded is printable too, or a blank: it ends up in fields of a report. */
    private static final Pattern XTEXT = Pattern.compile("(?:[!-*,-<>-~]|\\+(?:[2-6][0-9A-F]|7[0-9A-E]))+");
    private static final Pattern ADDRESS_TYPE = Pattern.compile("[A-Za-z0-9][A-Za-z0-9-]*");
    /** RFC 6533 §3: a letter beyond ASCII, where it cannot be written as it is. */
    private static final Pattern UNICODE =
            Pattern.compile("(?:[^\\\\]|\\\\x\\{(?:[1-9A-F][0-9A-F]{1,4}|10[0-9A-F]{4})\\})+");

    private DsnParameters() {
    }

    static void requireOfMail(Map<String, String> parameters) throws BadCommand {
        String ret = parameters.get("RET");
        if (ret != null && !RET.matcher(ret).matches()) {
            throw new BadCommand(501, "5.5.4", "RET is FULL or HDRS");
        }
        String id = parameters.get("ENVID");
        if (id != null && (id.length() > MAX_ENVID || !XTEXT.matcher(id).matches())) {
            throw new BadCommand(501, "5.5.4", "ENVID is xtext of 1 to " + MAX_ENVID + " characters");
        }
    }

    static void requireOfRcpt(Map<String, String> parameters) throws BadCommand {
        String notify = parameters.get("NOTIFY");
        if (notify != null && !NOTIFY.matcher(notify).matches()) {
            throw new BadCommand(501, "5.5.4", "NOTIFY is NEVER, or some of SUCCESS, FAILURE, DELAY");
        }
        if (parameters.containsKey("ORCPT")) {
            requireAddress(parameters.get("ORCPT"));
        }
    }

    private static void requireAddress(String original) throws BadCommand {
        int semicolon = original.indexOf(';');
        String type = original.substring(0, Math.max(0, semicolon));
        String address = original.substring(semicolon + 1);
        boolean written = original.length() <= MAX_ORCPT && ADDRESS_TYPE.matcher(type).matches()
                && XTEXT.matcher(address).matches();
        if (!written || type.toLowerCase(Locale.ROOT).equals("utf-8") && !UNICODE.matcher(address).matches()) {
            throw new BadCommand(501, "5.5.4", "ORCPT is a type, a semicolon and an address in xtext, " + MAX_ORCPT
                    + " characters at most");
        }
    }
}
