package org.fingerpost.rules.cf;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

import org.fingerpost.api.policy.Problem;

/** What is wrong with the values of options. What sendmail says nothing about is a warning at most. */
final class OptionChecks {

    private static final int EX_USAGE = 64;
    private static final int MIN_HEADERS = 16384;
    private static final int MIN_HEADER = 128;
    private static final int MIN_FIELD = 40;

    private final Draft draft;
    private final Problems problems;
    private final PortOptions ports;
    private final AliasFiles aliases;
    private final Map<String, Consumer<GivenOption>> checks = new HashMap<>();

    OptionChecks(Draft draft) {
        this.draft = draft;
        this.problems = draft.problems();
        this.ports = new PortOptions(problems);
        this.aliases = new AliasFiles(draft);
        OptionWords.TIMES.forEach(name -> checks.put(name, option -> TimeoutChecks.time(option, option.value(), 1, problems)));
        OptionWords.NUMBERS.forEach(name -> checks.put(name, this::number));
        OptionWords.BOOLEANS.forEach(name -> checks.put(name, this::truth));
        OptionWords.MODES.forEach((name, letters) -> checks.put(name, option -> mode(option, letters)));
        OptionWords.FLAGS.forEach((name, letters) -> checks.put(name, option -> flags(option, letters)));
        checks.put("QueueTimeout", this::queueTimeout);
        checks.put("Timeout", new TimeoutChecks(problems)::check);
        checks.put("Milter", this::milter);
        checks.put("PrivacyOptions", option -> words(option, OptionWords.PRIVACY, "readcf: Op line: "));
        checks.put("DontBlameSendmail", option -> words(option, BlameWords.ALL, "readcf: DontBlameSendmail option: "));
        checks.put("ResolverOptions", option -> resolver(option, OptionWords.RESOLVER));
        checks.put("ServerSSLOptions", this::ssl);
        checks.put("ClientSSLOptions", this::ssl);
        checks.put("QueueSortOrder", this::sortOrder);
        checks.put("NoRecipientAction", this::noRecipient);
        checks.put("ConnectOnlyTo", this::address);
        checks.put("DefaultUser", option -> account(option, "u"));
        checks.put("RunAsUser", option -> account(option, "RunAsUser"));
        checks.put("TrustedUser", this::trustedUser);
        checks.put("DefaultGroup", this::group);
        checks.put("DaemonPortOptions", ports::check);
        checks.put("ClientPortOptions", ports::check);
        checks.put("AliasFile", aliases::check);
        checks.put("LDAPDefaultSpec", option -> new LdapDefaults(problems).check(option));
        checks.put("MaxMimeHeaderLength", this::headerLength);
        checks.put("MaxHeadersLength", this::headersLength);
        checks.put("SmtpUTF8", this::utf8);
        checks.put("OperatorChars", this::operatorChars);
    }

    void check(GivenOption option) {
        Consumer<GivenOption> check = checks.get(option.name());
        if (check != null) {
            check.accept(option);
        }
    }

    private void queueTimeout(GivenOption option) {
        for (String part : option.value().split("/", 2)) {
            TimeoutChecks.time(option, part, 2, problems);
        }
    }

    private void number(GivenOption option) {
        String value = option.value().strip();
        if (!value.matches("-?\\d.*|")) {
            problems.add(option.wrong("\"" + value + "\" is no number; it is read as 0").asWarning());
        }
    }

    private void truth(GivenOption option) {
        String value = option.value().strip();
        if (!value.isEmpty() && "tTyYfFnN".indexOf(value.charAt(0)) < 0) {
            problems.add(option.wrong("\"" + value + "\" is neither true nor false; it is read as false").asWarning());
        }
    }

    private void mode(GivenOption option, String letters) {
        String value = option.value();
        boolean delivery = option.name().equals("DeliveryMode");
        if (value.isEmpty() && delivery || !value.isEmpty() && letters.indexOf(value.charAt(0)) >= 0) {
            return;
        }
        String letter = value.isEmpty() ? "" : value.substring(0, 1);
        problems.end(option.wrong("option " + option.name() + " has no mode \"" + value + "\"")
                .expecting(delivery ? "interactive, background, queue or deferred" : "mime, pass or strict"), EX_USAGE,
                (delivery ? "Unknown delivery mode " : "Unknown 8-bit mode ") + letter);
    }

    /** A list of letters with something between them; only the first letter of each counts. */
    private void flags(GivenOption option, String letters) {
        for (String word : option.value().split("[,\\s]+")) {
            if (!word.isEmpty() && letters.indexOf(word.charAt(0)) < 0) {
                warn(option, word, "has no flag " + word.charAt(0) + "; letters of " + letters + " are known",
                        "unknown parameter '" + word.charAt(0) + "'");
            }
        }
    }

    private void warn(GivenOption option, String token, String message, String words) {
        problems.add(option.wrong("option " + option.name() + " " + message, token).asWarning()
                .printedAs("Warning: Option: " + option.name() + " " + words));
    }

    private void utf8(GivenOption option) {
        String value = option.value();
        if (value.isEmpty() || "tTyY".indexOf(value.charAt(0)) >= 0) {
            problems.add(option.wrong("option SmtpUTF8 has no effect").asWarning(),
                    "readcf: option: SmtpUTF8 set but no USE_EAI support");
        } else {
            warn(option, "", "has no effect", "requires USE_EAI support");
        }
    }

    private void milter(GivenOption option) {
        String sub = option.sub().isEmpty() ? "" : option.sub().substring(1);
        if (sub.isEmpty()) {
            problems.add(option.wrong("option Milter has no sub-option").expecting("Milter. and one of "
                    + String.join(", ", OptionWords.MILTER)), "milter_set_option: invalid Milter option, must specify suboption");
        } else if (!OptionWords.has(OptionWords.MILTER, sub)) {
            problems.add(option.wrong("option Milter has no sub-option " + sub).hinting(Spelling.hint(sub, OptionWords.MILTER)),
                    "milter_set_option: invalid Milter option " + sub);
        }
    }

    /** Words of letters, digits and dashes inside; everything else separates. */
    private void words(GivenOption option, List<String> known, String before) {
        for (String word : option.value().split("[^A-Za-z0-9_-]+")) {
            String bare = word.replaceFirst("^-+", "");
            if (!bare.isEmpty() && !OptionWords.has(known, bare)) {
                unknown(option, bare, known, before + bare + " unrecognized");
            }
        }
    }

    private void unknown(GivenOption option, String word, List<String> known, String words) {
        problems.add(option.wrong("option " + option.name() + " does not know \"" + word + "\"", word)
                .expecting("a list of " + abridged(known)).hinting(Spelling.hint(word, known)), words);
    }

    private static String abridged(List<String> words) {
        return words.size() <= 16 ? String.join(", ", words) : String.join(", ", words.subList(0, 8)) + " …";
    }

    private void resolver(GivenOption option, List<String> known) {
        for (String word : option.value().strip().split("\\s+")) {
            String bare = word.startsWith("+") || word.startsWith("-") ? word.substring(1) : word;
            if (!bare.isEmpty() && !OptionWords.has(known, bare)) {
                unknown(option, bare, known, "readcf: I option value " + bare + " unrecognized");
            }
        }
    }

    private void ssl(GivenOption option) {
        for (String word : option.value().strip().split("[,\\s]+")) {
            String bare = word.startsWith("+") || word.startsWith("-") ? word.substring(1) : word;
            if (!bare.isEmpty() && !Account.isNumber(bare) && !OptionWords.has(OptionWords.SSL, bare)) {
                unknown(option, bare, OptionWords.SSL, "readcf: " + option.name() + " option value " + bare + " unrecognized");
            }
        }
    }

    private void sortOrder(GivenOption option) {
        String value = option.value();
        if (value.isEmpty() || "fhmnprstFHMNPRST".indexOf(value.charAt(0)) < 0) {
            problems.add(option.wrong("\"" + value + "\" is no order of a queue")
                    .expecting("priority, host, time, filename, modification, random or none"),
                            "Invalid queue sort order \"" + value + "\"");
        }
    }

    private void noRecipient(GivenOption option) {
        if (!OptionWords.has(OptionWords.NO_RECIPIENT, option.value())) {
            problems.add(option.wrong("\"" + option.value() + "\" is nothing to do with mail without recipients")
                    .expecting(String.join(", ", OptionWords.NO_RECIPIENT)), "Invalid NoRecipientAction: " + option.value());
        }
    }

    private void address(GivenOption option) {
        String value = option.value();
        if (!value.matches("(?:(?:[iI][pP][vV]6:)?[0-9a-fA-F]*:[0-9a-fA-F:.]*"
                + "|\\d{1,10}(?:\\.\\d{1,10}){0,3}|0[xX][0-9a-fA-F]+)(?:\\s.*)?")) {
            problems.add(option.wrong("\"" + value + "\" is no address of the internet")
                    .expecting("one such as 192.0.2.1 or 2001:db8::1"),
                    "readcf: option ConnectOnlyTo: invalid IP address " + value);
        }
    }

    private void account(GivenOption option, String name) {
        complain(option, name, Account.objection(option.value(), draft.accounts()));
    }

    private void trustedUser(GivenOption option) {
        complain(option, option.name(), Account.objection(option.value(), "", draft.accounts()));
    }

    private void group(GivenOption option) {
        if (!Account.isNumber(option.value()) && !draft.accounts().hasGroup(option.value())) {
            complain(option, "g", "unknown group " + option.value());
        }
    }

    private void complain(GivenOption option, String name, String objection) {
        if (!objection.isEmpty()) {
            Problem problem = option.wrong(objection, objection.replaceFirst("unknown \\w+ ", "").strip())
                    .expecting("a name or number that this machine knows");
            // The router itself runs as who started it; only programs run as somebody else.
            boolean unused = name.equals("RunAsUser") || name.equals("TrustedUser");
            problems.add(unused ? problem.asWarning() : problem, "readcf: option " + name + ": " + objection);
        }
    }

    private void headersLength(GivenOption option) {
        number(option);
        long value = leadingNumber(option.value());
        if (value > 0 && value < MIN_HEADERS) {
            low(option, "headers", MIN_HEADERS);
        }
    }

    private void headerLength(GivenOption option) {
        String[] parts = option.value().split("/", 2);
        long header = Math.max(0, leadingNumber(parts[0]));
        if (header > 0 && header < MIN_HEADER) {
            low(option, "header", MIN_HEADER);
        }
        long field = parts.length > 1 ? leadingNumber(parts[1]) : header / 2;
        if (field > 0 && field < MIN_FIELD) {
            low(option, "field", MIN_FIELD);
        }
    }

    private void low(GivenOption option, String what, int least) {
        problems.add(option.wrong("a low limit for the length of a " + what).expecting("at least " + least).asWarning()
                .printedAs("Warning: " + option.name() + ": " + what + " length limit set lower than " + least));
    }

    /** As C reads numbers; 0 if there is none. */
    static long leadingNumber(String text) {
        String digits = text.strip().replaceFirst("^(-?\\d{0,18}).*", "$1");
        return digits.matches("-?\\d+") ? Long.parseLong(digits) : 0;
    }

    private void operatorChars(GivenOption option) {
        if (draft.hasRules()) {
            problems.add(option.line().error("OperatorChars changes after the first rule").asWarning()
                    .expecting("it before all rule sets").printedAs("Warning: OperatorChars is being redefined.\n"
                            + "         It should only be set before ruleset definitions."));
        }
    }
}
