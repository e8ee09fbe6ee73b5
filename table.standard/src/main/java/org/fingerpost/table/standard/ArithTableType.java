package org.fingerpost.table.standard;

import java.math.BigInteger;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.fingerpost.api.table.Lookup;
import org.fingerpost.api.table.LookupTable;
import org.fingerpost.api.table.LookupTableType;
import org.fingerpost.api.table.TableDeclaration;
import org.fingerpost.api.table.TableType;
import org.osgi.service.component.annotations.Component;

/** {@code Kname arith}: {@code $(name + $@ 1 $@ 2 $)} calculates. What cannot be calculated is not found. */
@Component(service = LookupTableType.class)
@TableType(type = "arith")
public final class ArithTableType implements LookupTableType {

    /** As C's strtol reads it with base 0: sixteen after 0x, eight after 0. What follows does not count. */
    private static final Pattern NUMBER = Pattern.compile("\\s*([-+]?)(?:0[xX]([0-9a-fA-F]+)|0([0-7]*)|([1-9][0-9]*)).*",
            Pattern.DOTALL);
    private static final BigInteger MIN = BigInteger.valueOf(Long.MIN_VALUE);
    private static final BigInteger MAX = BigInteger.valueOf(Long.MAX_VALUE);
    private static final int MAX_DIGITS = 64;
    /** Sendmail cuts longer results off. */
    private static final int MAX_RESULT = 15;

    /** What cannot be calculated: EX_CONFIG. */
    private static final Lookup UNDEFINED = new Lookup.NotFound(78);

    @Override
    public LookupTable open(TableDeclaration declaration) {
        return ArithTableType::lookup;
    }

    private static Lookup lookup(String operator, List<String> operands) {
        if (operator.isEmpty() || operands.size() < 2) {
            return UNDEFINED;
        }
        long a = number(operands.get(0));
        long b = number(operands.get(1));
        return switch (operator.charAt(0)) { // sendmail looks no further
            case '+' -> found(a + b);
            case '-' -> found(a - b);
            case '*' -> found(a * b);
            case '/' -> b == 0 ? UNDEFINED : found(a / b);
            case '%' -> b == 0 ? UNDEFINED : found(a % b);
            case '|' -> found(a | b);
            case '&' -> found(a & b);
            case 'l' -> found(a < b);
            case '=' -> found(a == b);
            case 'r' -> a > b || b == Long.MAX_VALUE ? UNDEFINED : found(ThreadLocalRandom.current().nextLong(a, b + 1));
            default -> UNDEFINED;
        };
    }

    private static Lookup found(long result) {
        String text = Long.toString(result);
        return new Lookup.Found(text.substring(0, Math.min(text.length(), MAX_RESULT)));
    }

    private static Lookup found(boolean result) {
        return new Lookup.Found(result ? "TRUE" : "FALSE");
    }

    /** No number is 0; one that is too large is the largest. */
    private static long number(String text) {
        Matcher m = NUMBER.matcher(text);
        if (!m.matches()) {
            return 0;
        }
        int base = m.group(2) != null ? 16 : m.group(3) != null ? 8 : 10;
        String digits = m.group(2) != null ? m.group(2) : m.group(3) != null ? m.group(3) : m.group(4);
        if (digits.replaceFirst("^0+", "").length() > MAX_DIGITS) {
            digits = "1".repeat(MAX_DIGITS);
        }
        BigInteger value = new BigInteger(m.group(1) + "0" + digits, base);
        return value.max(MIN).min(MAX).longValueExact();
    }
}
