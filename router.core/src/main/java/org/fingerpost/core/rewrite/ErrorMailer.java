package org.fingerpost.core.rewrite;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.fingerpost.api.mail.EnhancedStatus;
import org.fingerpost.api.rewrite.Resolution.Refusal;

/**
 * What {@code $#error $@ status $: code status text} says. The status may be a word or a dotted code, or be absent; the text may
 * begin with a reply code, and that with another dotted code. Where they disagree about permanent or not, the reply code is
 * right.
 */
final class ErrorMailer {

    private record Answer(int code, String status) {
    }

    /** The words of the Installation and Operation Guide, §5.2. */
    private static final Map<String, Answer> WORDS = Map.of(
            "usage", new Answer(501, "5.5.4"),
            "nouser", new Answer(550, "5.1.1"),
            "nohost", new Answer(550, "5.1.2"),
            "unavailable", new Answer(554, "5.0.0"),
            "software", new Answer(554, "5.3.0"),
            "tempfail", new Answer(451, "4.0.0"),
            "protocol", new Answer(554, "5.5.0"),
            "config", new Answer(451, "4.3.5"));
    private static final Answer UNKNOWN = new Answer(553, "5.3.0");
    private static final Pattern CODE = Pattern.compile("([45]\\d\\d)(?: |$)(.*)", Pattern.DOTALL);
    private static final Pattern ODD_CODE = Pattern.compile("(\\d\\d\\d) (.*)", Pattern.DOTALL);
    private static final Pattern STATUS = Pattern.compile("([45]\\.\\d{1,3}\\.\\d{1,3})(?: |$)(.*)", Pattern.DOTALL);

    private ErrorMailer() {
    }

    /** Whether it may follow {@code $@} in place of a status. */
    static boolean isWord(String word) {
        return WORDS.containsKey(word.toLowerCase(Locale.ROOT));
    }

    /** @param host what follows {@code $@} */
    static Refusal refusal(String host, String user) {
        String text = Quotes.strip(user);
        Optional<EnhancedStatus> status = EnhancedStatus.parse(host).filter(s -> !s.isSuccess());
        Answer word = WORDS.getOrDefault(host.toLowerCase(Locale.ROOT), UNKNOWN);
        Matcher code = CODE.matcher(text);
        boolean coded = code.matches();
        if (coded) {
            text = code.group(2);
        } else {
            Matcher odd = ODD_CODE.matcher(text);
            text = odd.matches() ? odd.group(2) : text;
        }
        Matcher own = STATUS.matcher(text);
        if (own.matches()) {
            text = own.group(2);
            status = status.or(() -> Optional.of(EnhancedStatus.of(own.group(1))));
        }
        EnhancedStatus stated = status.orElseGet(() -> EnhancedStatus.of(word.status));
        int reply = coded ? Integer.parseInt(code.group(1)) : reply(word, stated);
        return new Refusal(reply, new EnhancedStatus(reply / 100, stated.subject(), stated.detail()), oneLine(text));
    }

    /**
     * What a client is told by a check rule set. As sendmail has it, the text's own status counts before the one after
     * {@code $@}, words say nothing beside a reply code, and without a reply code in the text it is 553 5.3.0 whatever the
     * status; but what is temporary stays temporary.
     */
    static Refusal reply(String host, String user) {
        Refusal refusal = refusal(host, user);
        Matcher code = CODE.matcher(Quotes.strip(user));
        if (code.matches()) {
            Matcher own = STATUS.matcher(code.group(2));
            boolean dotted = EnhancedStatus.parse(host).isPresent();
            return own.matches() ? refusal("", user) : dotted ? refusal
                    : new Refusal(refusal.code(), new EnhancedStatus(refusal.code() / 100, 0, 0), refusal.text());
        }
        return refusal.status().isTransient() ? refusal
                : new Refusal(UNKNOWN.code, EnhancedStatus.of(UNKNOWN.status), refusal.text());
    }

    private static int reply(Answer word, EnhancedStatus status) {
        return word.code / 100 == status.category() ? word.code : status.isTransient() ? 451 : 550;
    }

    /** Rules may quote anything; a reply is one line. */
    private static String oneLine(String text) {
        StringBuilder line = new StringBuilder(text.strip());
        for (int i = 0; i < line.length(); i++) {
            if (line.charAt(i) < ' ' || line.charAt(i) > 0xff) {
                line.setCharAt(i, ' ');
            }
        }
        return line.toString();
    }
}
