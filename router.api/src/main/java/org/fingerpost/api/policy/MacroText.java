package org.fingerpost.api.policy;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;

import org.osgi.annotation.versioning.ConsumerType;

/**
 * A text with macros in it: {@code $x}, {@code ${long}}, and conditionals {@code $?x … $| … $.}, which may nest. It is cut into
 * its parts once and expanded whenever it is used. {@code $$} stands for a dollar sign.
 */
public final class MacroText {

    /** Values refer to values; as sendmail we give up after ten rounds. */
    private static final int MAX_DEPTH = 10;

    private sealed interface Part {
    }

    private record Literal(String text) implements Part {
    }

    private record Reference(String name) implements Part {
    }

    private record Conditional(String name, List<Part> defined, List<Part> otherwise) implements Part {
    }

    /** The macros that a text is expanded with. */
    @ConsumerType
    @FunctionalInterface
    public interface Macros extends Function<String, Optional<MacroText>> {
    }

    private final String source;
    private final List<Part> parts;

    private MacroText(String source, List<Part> parts) {
        this.source = source;
        this.parts = parts;
    }

    /** Cuts {@code source} into parts. A surplus {@code $|} or {@code $.}, and a dollar sign at the end, stay as they are. */
    public static MacroText parse(String source) {
        return new MacroText(source, new Parser(source).sequence(false));
    }

    /** A text without macros: every {@code $} is itself. */
    public static MacroText literal(String text) {
        return new MacroText(text.replace("$", "$$"), text.isEmpty() ? List.of() : List.of(new Literal(text)));
    }

    /** As written. */
    public String source() {
        return source;
    }

    /** Whether the macro {@code name} occurs in it, conditionals included. */
    public boolean mentions(String name) {
        return mentions(parts, name);
    }

    private static boolean mentions(List<Part> parts, String name) {
        return parts.stream().anyMatch(part -> part instanceof Reference r ? r.name.equals(name)
                : part instanceof Conditional c && (mentions(c.defined, name) || mentions(c.otherwise, name)));
    }

    /**
     * The text with the values of all its macros. An undefined macro is empty; one whose value leads back to itself is, after some
     * rounds, left as it is written.
     */
    public String expand(Macros macros) {
        return expand(macros, name -> "$" + spelled(name));
    }

    /**
     * The text with the values of all its macros; an undefined macro is empty.
     *
     * @param endless gives what stands for a macro whose value leads back to itself, by its name; asked after some rounds
     */
    public String expand(Macros macros, UnaryOperator<String> endless) {
        StringBuilder out = new StringBuilder(source.length() + 32);
        expand(parts, macros, endless, out, 0);
        return out.toString();
    }

    private static void expand(List<Part> parts, Macros macros, UnaryOperator<String> endless, StringBuilder out, int depth) {
        for (Part part : parts) {
            if (part instanceof Literal literal) {
                out.append(literal.text);
            } else if (part instanceof Reference reference) {
                if (depth > MAX_DEPTH) {
                    out.append(endless.apply(reference.name));
                } else {
                    macros.apply(reference.name).ifPresent(value -> expand(value.parts, macros, endless, out, depth + 1));
                }
            } else if (part instanceof Conditional c) {
                // A macro that is defined but empty counts as undefined here.
                boolean defined = macros.apply(c.name).filter(value -> !value.parts.isEmpty()).isPresent();
                expand(defined ? c.defined : c.otherwise, macros, endless, out, depth);
            }
        }
    }

    private static String spelled(String name) {
        return name.length() == 1 ? name : "{" + name + "}";
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof MacroText that && source.equals(that.source);
    }

    @Override
    public int hashCode() {
        return source.hashCode();
    }

    @Override
    public String toString() {
        return source;
    }

    /** Recursive descent over the conditionals; everything else is flat. */
    private static final class Parser {

        private final String text;
        private int at;
        /** What ended the last sequence: {@code '|'}, {@code '.'} or 0 for the end of the text. */
        private char ended;

        Parser(String text) {
            this.text = text;
        }

        List<Part> sequence(boolean inConditional) {
            List<Part> parts = new ArrayList<>();
            StringBuilder literal = new StringBuilder();
            while (at < text.length()) {
                char c = text.charAt(at);
                if (c != '$' || at + 1 == text.length()) {
                    literal.append(c);
                    at++;
                    continue;
                }
                char next = text.charAt(at + 1);
                if (next == '$') {
                    literal.append('$');
                    at += 2;
                } else if (next == '?') {
                    at += 2;
                    flush(literal, parts);
                    parts.add(conditional());
                } else if (next == '|' || next == '.') {
                    at += 2;
                    if (inConditional) {
                        ended = next;
                        flush(literal, parts);
                        return List.copyOf(parts);
                    }
                    literal.append('$').append(next);
                } else {
                    at++;
                    if (next == '&') {
                        at++; // in a text that is expanded when it is used, $&x is $x
                    }
                    flush(literal, parts);
                    parts.add(new Reference(name()));
                }
            }
            ended = 0;
            flush(literal, parts);
            return List.copyOf(parts);
        }

        private Conditional conditional() {
            String name = name();
            List<Part> defined = sequence(true);
            List<Part> otherwise = ended == '|' ? sequence(true) : List.of();
            return new Conditional(name, defined, otherwise);
        }

        private String name() {
            if (at >= text.length()) {
                return "";
            }
            int close = text.charAt(at) == '{' ? text.indexOf('}', at) : -1;
            String name = close > 0 ? text.substring(at + 1, close) : text.substring(at, at + 1);
            at = close > 0 ? close + 1 : at + 1;
            return name;
        }

        private static void flush(StringBuilder literal, List<Part> parts) {
            if (literal.length() > 0) {
                parts.add(new Literal(literal.toString()));
                literal.setLength(0);
            }
        }
    }
}
