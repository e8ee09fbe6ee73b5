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
 *
 * <p>Whatever values refer to each other, an expansion ends: it is no longer than {@link #MAX_LENGTH} and takes a bounded number
 * of steps. What would be more is left out.
 */
public final class MacroText {

    /** Characters in an expansion. */
    public static final int MAX_LENGTH = 64 * 1024;
    /** Values refer to values; as sendmail we give up after ten rounds. */
    private static final int MAX_DEPTH = 10;
    /** Parts that one expansion looks at. */
    private static final int MAX_STEPS = 100_000;

    private sealed interface Part {
    }

    private record Literal(String text) implements Part {
    }

    private record Reference(String name) implements Part {
    }

    /** {@code $?x}: what follows counts only if the macro has a value that is not empty. */
    private record If(String name) implements Part {
    }

    private enum Mark implements Part {
        /** {@code $|} */
        ELSE,
        /** {@code $.} */
        END
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
        return new MacroText(source, new Parser(source).parts());
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
        return parts.stream().anyMatch(part -> part instanceof Reference reference && reference.name.equals(name));
    }

    /**
     * The text with the values of all its macros. An undefined macro is empty; one whose value leads back to itself is, after
     * some rounds, left as it is written.
     */
    public String expand(Macros macros) {
        return expand(macros, name -> "$" + (name.length() == 1 ? name : "{" + name + "}"));
    }

    /**
     * The text with the values of all its macros; an undefined macro is empty.
     *
     * @param endless gives what stands for a macro whose value leads back to itself, by its name; asked after some rounds
     */
    public String expand(Macros macros, UnaryOperator<String> endless) {
        Expansion expansion = new Expansion(macros, endless);
        expansion.add(parts, 0);
        return expansion.out.toString();
    }

    /** One expansion; of one thread. */
    private static final class Expansion {

        private final Macros macros;
        private final UnaryOperator<String> endless;
        private final StringBuilder out = new StringBuilder();
        private int steps;

        Expansion(Macros macros, UnaryOperator<String> endless) {
            this.macros = macros;
            this.endless = endless;
        }

        void add(List<Part> parts, int depth) {
            boolean skipping = false;
            int skippedConditionals = 0;
            for (Part part : parts) {
                if (++steps > MAX_STEPS) {
                    return;
                }
                if (part instanceof If condition) {
                    skippedConditionals += skipping ? 1 : 0;
                    skipping = skipping || !hasValue(condition.name);
                } else if (part instanceof Mark mark) {
                    boolean ours = skippedConditionals == 0;
                    skippedConditionals -= !ours && mark == Mark.END ? 1 : 0;
                    skipping = ours ? mark == Mark.ELSE && !skipping : skipping;
                } else if (!skipping) {
                    add(part, depth);
                }
            }
        }

        private void add(Part part, int depth) {
            if (part instanceof Literal literal) {
                add(literal.text);
            } else if (part instanceof Reference reference && depth > MAX_DEPTH) {
                add(endless.apply(reference.name));
            } else if (part instanceof Reference reference) {
                macros.apply(reference.name).ifPresent(value -> add(value.parts, depth + 1));
            }
        }

        private void add(String text) {
            out.append(text, 0, Math.min(text.length(), MAX_LENGTH - out.length()));
        }

        /** A macro that is defined but empty counts as undefined here. */
        private boolean hasValue(String name) {
            return macros.apply(name).filter(value -> !value.parts.isEmpty()).isPresent();
        }
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

    /** One pass from left to right. */
    private static final class Parser {

        private final String text;
        private final List<Part> parts = new ArrayList<>();
        private final StringBuilder literal = new StringBuilder();
        private int at;
        private int openConditionals;

        Parser(String text) {
            this.text = text;
        }

        List<Part> parts() {
            while (at < text.length()) {
                char c = text.charAt(at++);
                if (c != '$' || at == text.length()) {
                    literal.append(c);
                } else {
                    dollar(text.charAt(at));
                }
            }
            flush();
            return List.copyOf(parts);
        }

        private void dollar(char next) {
            if (next == '$') {
                at++;
                literal.append('$');
            } else if (next == '?') {
                at++;
                openConditionals++;
                add(new If(name()));
            } else if (next == '|' || next == '.') {
                at++;
                mark(next);
            } else {
                at += next == '&' ? 1 : 0; // in a text that is expanded when it is used, $&x is $x
                add(new Reference(name()));
            }
        }

        private void mark(char c) {
            if (openConditionals == 0) {
                literal.append('$').append(c);
                return;
            }
            openConditionals -= c == '.' ? 1 : 0;
            add(c == '.' ? Mark.END : Mark.ELSE);
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

        private void add(Part part) {
            flush();
            parts.add(part);
        }

        private void flush() {
            if (literal.length() > 0) {
                parts.add(new Literal(literal.toString()));
                literal.setLength(0);
            }
        }
    }
}
