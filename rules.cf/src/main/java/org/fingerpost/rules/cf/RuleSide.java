package org.fingerpost.rules.cf;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.fingerpost.api.policy.MacroText;
import org.fingerpost.api.policy.Symbol;
import org.fingerpost.api.policy.Symbol.Kind;
import org.fingerpost.api.rewrite.Tokenizer;

/**
 * One side of a rule. Its operators are first replaced by single characters of a range that no file can hold, so that macros can
 * be expanded in the text and the text be cut into tokens just like an address; then each of them becomes its symbol.
 */
final class RuleSide {

    /** A symbol and where it begins in the line. */
    record Placed(Symbol symbol, int index) {
    }

    private static final char FIRST_PLACE = '\uE100';
    private static final char DOLLAR = '\uF8FF';
    /** Operators in one side; more than an address can have tokens make no sense. */
    private static final int MAX_OPERATORS = Tokenizer.MAX_TOKENS;
    private static final String SIMPLE = "*+-@:#>[]()";

    private final LogicalLine line;
    private final Draft draft;
    private final List<Placed> operators = new ArrayList<>();
    private final List<Placed> placed = new ArrayList<>();

    private RuleSide(LogicalLine line, Draft draft) {
        this.line = line;
        this.draft = draft;
    }

    /** Reads the characters from {@code start} to {@code end}, which is exclusive. */
    static RuleSide read(LogicalLine line, int start, int end, Draft draft) {
        RuleSide side = new RuleSide(line, draft);
        String encoded = side.encode(start, end);
        String text = MacroText.parse(encoded).expand(name -> side.macro(name, start));
        side.cut(side.delimiters(text, start).replace(DOLLAR, '$'), start);
        return side;
    }

    /** In order, with their places; that of a literal is where the side begins, for macros move them. */
    List<Placed> placed() {
        return placed;
    }

    List<Symbol> symbols() {
        return placed.stream().map(Placed::symbol).toList();
    }

    /** All operators become characters; macros and conditionals stay. */
    private String encode(int start, int end) {
        String text = line.text();
        StringBuilder out = new StringBuilder(end - start);
        for (int i = start; i < end;) {
            char c = text.charAt(i);
            char next = i + 1 < end ? text.charAt(i + 1) : 0;
            if (c != '$' || next == 0) {
                out.append(c == '$' ? DOLLAR : c);
                i++;
            } else if (next == '$') {
                out.append(DOLLAR);
                i += 2;
            } else if (SIMPLE.indexOf(next) >= 0) {
                out.append(place(Symbol.of(simple(next)), i));
                i += 2;
            } else if (next >= '0' && next <= '9') {
                out.append(place(new Symbol(Kind.POSITION, String.valueOf(next)), i));
                i += 2;
            } else if ("=~&%".indexOf(next) >= 0) {
                i = named(next, i, end, out);
            } else {
                out.append(c).append(next);
                i += 2;
            }
        }
        return out.toString();
    }

    private int named(char operator, int at, int end, StringBuilder out) {
        Optional<Names.Scanned> name = Names.scan(line.text().substring(0, end), at + 2);
        if (name.isEmpty()) {
            draft.problems().error(line.where(at), "$" + operator + " has no name; one character, or letters, digits and _ in braces,"
                    + " is expected");
            return at + 2;
        }
        Kind kind = switch (operator) {
            case '=' -> Kind.IN_CLASS;
            case '~' -> Kind.NOT_IN_CLASS;
            case '&' -> Kind.DEFERRED_MACRO;
            default -> Kind.IN_MACRO;
        };
        out.append(place(new Symbol(kind, name.get().name()), at));
        return name.get().end();
    }

    private static Kind simple(char operator) {
        return switch (operator) {
            case '*' -> Kind.ANY;
            case '+' -> Kind.SOME;
            case '-' -> Kind.ONE;
            case '@' -> Kind.AT;
            case ':' -> Kind.COLON;
            case '#' -> Kind.MAILER;
            case '>' -> Kind.CALL;
            case '[' -> Kind.HOST_BEGIN;
            case ']' -> Kind.HOST_END;
            case '(' -> Kind.LOOKUP_BEGIN;
            default -> Kind.LOOKUP_END;
        };
    }

    private char place(Symbol symbol, int index) {
        if (operators.size() == MAX_OPERATORS) {
            draft.problems().error(line.where(index), "more than " + MAX_OPERATORS + " operators in a rule");
        }
        operators.add(new Placed(symbol, index));
        return (char) (FIRST_PLACE + Math.min(operators.size(), MAX_OPERATORS) - 1);
    }

    /** The macros that stand above this line; an operator in the value of one is an operator here. */
    private Optional<MacroText> macro(String name, int start) {
        if (name.length() == 1 && SIMPLE.contains(name)) {
            return Optional.of(MacroText.literal(String.valueOf(place(Symbol.of(simple(name.charAt(0))), start))));
        }
        return draft.policy().macro(name);
    }

    /** What is left of {@code $|} belongs to no conditional. */
    private String delimiters(String text, int start) {
        return text.contains("$|") ? text.replace("$|", String.valueOf(place(Symbol.of(Kind.BAR), start))) : text;
    }

    private void cut(String text, int start) {
        Tokenizer.Tokenization cut = draft.ruleTokenizer().tokenize(text);
        for (Tokenizer.Problem problem : cut.problems()) {
            if (problem.isFatal()) {
                draft.problems().error(line.where(start), problem.text());
            } else {
                draft.problems().warning(line.where(start), problem.text() + "; the rule is read as it stands");
            }
        }
        for (String token : cut.tokens()) {
            placed.add(isPlace(token.charAt(0)) && token.length() == 1
                    ? operators.get(token.charAt(0) - FIRST_PLACE) : new Placed(Symbol.literal(spelled(token)), start));
        }
    }

    private static boolean isPlace(char c) {
        return c >= FIRST_PLACE && c < DOLLAR;
    }

    /** In a quoted string and after a backslash operators are what is written. */
    private String spelled(String token) {
        if (token.chars().noneMatch(c -> isPlace((char) c))) {
            return token;
        }
        StringBuilder out = new StringBuilder();
        for (char c : token.toCharArray()) {
            out.append(isPlace(c) ? operators.get(c - FIRST_PLACE).symbol().toString() : String.valueOf(c));
        }
        return out.toString();
    }
}
