package org.fingerpost.table.regex;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;

import org.fingerpost.api.rewrite.Operator;
import org.fingerpost.api.table.Lookup;
import org.fingerpost.api.table.LookupTable;
import org.fingerpost.api.table.Substitution;
import org.fingerpost.api.table.TableException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One declared table: what an expression makes of a key. Immutable; any thread. */
final class RegexTable implements LookupTable {

    private static final Logger LOG = LoggerFactory.getLogger(RegexTable.class);
    private static final Lookup NO_MATCH = new Lookup.NotFound(0);
    /** Sendmail's MAX_MATCH: the whole and its groups. */
    private static final int MAX_GROUPS = 31;
    /** Sendmail's MAXNAME: how long the fields together can be. */
    private static final int MAX_RESULT = 255;

    private final String name;
    private final RegexFlags flags;
    private final Pattern pattern;
    private final List<Integer> fields;

    RegexTable(String name, RegexFlags flags) throws TableException {
        this.name = name;
        this.flags = flags;
        String source = PosixExpression.translate(flags.expression(), !flags.has('b'), !flags.has('f'));
        try {
            this.pattern = Pattern.compile(source, Pattern.DOTALL | Pattern.LONGEST_MATCH);
        } catch (PatternSyntaxException e) {
            throw new TableException("expression " + flags.expression() + ": " + e.getDescription(), e);
        }
        if (pattern.groupCount() > MAX_GROUPS - 1) {
            throw new TableException("too many groups, " + (MAX_GROUPS - 1) + " at most");
        }
        this.fields = flags.value('s').isEmpty() ? IntStream.rangeClosed(0, pattern.groupCount()).boxed().toList()
                : fields(flags.value('s'));
    }

    /** {@code 1,3}: numbers of groups, 0 for all that matched. */
    private List<Integer> fields(String list) throws TableException {
        List<Integer> numbers = new ArrayList<>();
        for (String word : list.split(",", -1)) {
            String digits = word.strip().replaceFirst("(?s)\\D.*", ""); // as C's atoi has it
            int number = digits.isEmpty() ? 0 : digits.length() > 3 ? Integer.MAX_VALUE : Integer.parseInt(digits);
            if (number > pattern.groupCount() || numbers.size() > MAX_GROUPS) {
                throw new TableException("field " + word + " is out of range, the expression has " + pattern.groupCount()
                        + " groups");
            }
            numbers.add(number);
        }
        return numbers;
    }

    @Override
    public Lookup lookup(String key, List<String> arguments) {
        Matcher match = pattern.matcher(key);
        if (match.find() == flags.has('n')) {
            return NO_MATCH;
        }
        if (flags.has('n') || !flags.has('s')) {
            return found(key, "", arguments);
        }
        try {
            // The argument of the rule may choose other fields.
            String value = joined(match, arguments.isEmpty() ? fields : fields(arguments.get(0)));
            return value == null ? NO_MATCH : found(key, value, arguments);
        } catch (TableException e) {
            LOG.warn("table {}: {}", name, e.getMessage());
            return NO_MATCH;
        }
    }

    private Lookup found(String key, String value, List<String> arguments) {
        return new Lookup.Found((flags.has('m') ? key : Substitution.of(value, key, arguments)) + flags.value('a'));
    }

    /** Null if what was cut out of the key is no part of an address by itself, such as half a pair of brackets. */
    private String joined(Matcher match, List<Integer> numbers) {
        Balance balance = new Balance();
        StringBuilder value = new StringBuilder();
        String delimiter = flags.has('d') ? flags.value('d') : Operator.BAR;
        for (int number : numbers) {
            value.append(value.isEmpty() && number == numbers.get(0) ? "" : delimiter);
            String group = match.group(number) == null ? "" : match.group(number);
            value.append(group);
            balance.add(group);
        }
        if (!balance.isEven()) {
            LOG.warn("table {}: a field of \"{}\" is no part of an address by itself", name, match.group());
            return null;
        }
        return value.substring(0, Math.min(value.length(), MAX_RESULT));
    }
}
