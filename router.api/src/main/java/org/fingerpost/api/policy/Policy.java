package org.fingerpost.api.policy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.fingerpost.api.table.TableDeclaration;

/**
 * What mail goes where, as one immutable value: macros, classes, header declarations, mailer definitions, rule sets, tables and
 * options. Readers of any format build it with {@link Builder}.
 */
public final class Policy {

    private final Builder b;

    private Policy(Builder builder) {
        this.b = builder;
    }

    /** Every file that was read, in order; a change of any of them makes a new generation. */
    public Set<Path> sources() {
        return Collections.unmodifiableSet(b.sources);
    }

    /** The configuration level ({@code V} line); 0 if the format has none. */
    public int level() {
        return b.level;
    }

    /** Macros by their name without {@code $} and braces. */
    public Map<String, MacroText> macros() {
        return Collections.unmodifiableMap(b.macros);
    }

    /** Members of each class, as written; they compare without regard to case. */
    public Map<String, Set<String>> classes() {
        return Collections.unmodifiableMap(b.classes);
    }

    /** Classes that have members in tables, besides those in {@link #classes}. */
    public List<ClassFromTable> classesFromTables() {
        return Collections.unmodifiableList(b.classesFromTables);
    }

    /** Whether reading the same files again gives the same policy: false if a program was run for a part of it. */
    public boolean isRepeatable() {
        return b.repeatable;
    }

    /** In the order in which fields are inserted. */
    public List<HeaderDeclaration> headers() {
        return Collections.unmodifiableList(b.headers);
    }

    /** Mailer definitions by name, in the order defined. */
    public Map<String, MailerDefinition> mailers() {
        return Collections.unmodifiableMap(b.mailers);
    }

    /** Declared tables by name, in the order declared. */
    public Map<String, TableDeclaration> tables() {
        return Collections.unmodifiableMap(b.tables);
    }

    /** Rule sets by name, in the order of their first appearance. */
    public Map<String, RuleSetDefinition> ruleSets() {
        return Collections.unmodifiableMap(b.ruleSets);
    }

    /** A rule set by its name or its number. */
    public Optional<RuleSetDefinition> ruleSet(String nameOrNumber) {
        RuleSetDefinition named = b.ruleSets.get(nameOrNumber);
        if (named != null || nameOrNumber.isEmpty() || !nameOrNumber.chars().allMatch(c -> c >= '0' && c <= '9')) {
            return Optional.ofNullable(named);
        }
        return b.ruleSets.values().stream()
                .filter(r -> r.number().isPresent() && String.valueOf(r.number().getAsInt()).equals(nameOrNumber)).findFirst();
    }

    /** Options by their long name, as written; see {@link #option}. */
    public Map<String, String> options() {
        return Collections.unmodifiableMap(b.options);
    }

    /** The value of an option ({@code O} line) by its long name. */
    public Optional<String> option(String longName) {
        return Optional.ofNullable(b.options.get(longName));
    }

    /** Precedences by name ({@code P} lines). */
    public Map<String, Integer> precedences() {
        return Collections.unmodifiableMap(b.precedences);
    }

    /** The environment of programs ({@code E} lines): {@code NAME=value}, or {@code NAME} to pass the router's own. */
    public List<String> environment() {
        return Collections.unmodifiableList(b.environment);
    }

    /** A builder that has all of this already. */
    public Builder toBuilder() {
        Builder copy = new Builder(b);
        copy.classes.replaceAll((name, members) -> new LinkedHashSet<>(members));
        return copy;
    }

    /** An empty one. */
    public static Builder builder() {
        return new Builder();
    }

    /** Collects the parts of a policy; of one thread. What is put twice replaces what was there, in its old place. */
    public static final class Builder {

        private final Set<Path> sources = new LinkedHashSet<>();
        private final Map<String, MacroText> macros = new LinkedHashMap<>();
        private final Map<String, Set<String>> classes = new LinkedHashMap<>();
        private final List<HeaderDeclaration> headers = new ArrayList<>();
        private final Map<String, MailerDefinition> mailers = new LinkedHashMap<>();
        private final Map<String, TableDeclaration> tables = new LinkedHashMap<>();
        private final Map<String, RuleSetDefinition> ruleSets = new LinkedHashMap<>();
        private final Map<String, String> options = new LinkedHashMap<>();
        private final Map<String, Integer> precedences = new LinkedHashMap<>();
        private final List<String> environment = new ArrayList<>();
        private final List<ClassFromTable> classesFromTables = new ArrayList<>();
        private boolean repeatable = true;
        private int level;

        private Builder() {
        }

        private Builder(Builder other) {
            sources.addAll(other.sources);
            macros.putAll(other.macros);
            other.classes.forEach((name, members) -> classes.put(name,
                    Collections.unmodifiableSet(new LinkedHashSet<>(members))));
            headers.addAll(other.headers);
            mailers.putAll(other.mailers);
            tables.putAll(other.tables);
            ruleSets.putAll(other.ruleSets);
            options.putAll(other.options);
            precedences.putAll(other.precedences);
            environment.addAll(other.environment);
            classesFromTables.addAll(other.classesFromTables);
            repeatable = other.repeatable;
            level = other.level;
        }

        /** A file that was read. */
        public Builder source(Path file) {
            sources.add(file);
            return this;
        }

        /** {@code V} line. */
        public Builder level(int value) {
            level = value;
            return this;
        }

        /** {@code D} line. */
        public Builder macro(String name, MacroText value) {
            macros.put(name, value);
            return this;
        }

        /** What the class has so far. */
        public Set<String> members(String className) {
            return Collections.unmodifiableSet(classes.getOrDefault(className, Set.of()));
        }

        /** Adds members; the class exists even if there are none. */
        public Builder addToClass(String name, List<String> members) {
            classes.computeIfAbsent(name, n -> new LinkedHashSet<>()).addAll(members);
            return this;
        }

        /** {@code F} line that names a table. */
        public Builder classFromTable(ClassFromTable members) {
            classesFromTables.add(members);
            return this;
        }

        /** A program was run: the next reading may give something else. */
        public Builder unrepeatable() {
            repeatable = false;
            return this;
        }

        /** {@code H} line. */
        public Builder header(HeaderDeclaration declaration) {
            headers.add(declaration);
            return this;
        }

        /** {@code M} line. */
        public Builder mailer(MailerDefinition definition) {
            mailers.put(definition.name(), definition);
            return this;
        }

        /** {@code K} line. */
        public Builder table(TableDeclaration declaration) {
            tables.put(declaration.name(), declaration);
            return this;
        }

        /** {@code S} line and the {@code R} lines after it. */
        public Builder ruleSet(RuleSetDefinition definition) {
            ruleSets.put(definition.name(), definition);
            return this;
        }

        /** {@code O} line. */
        public Builder option(String longName, String value) {
            options.put(longName, value);
            return this;
        }

        /** {@code P} line. */
        public Builder precedence(String name, int value) {
            precedences.put(name, value);
            return this;
        }

        /** {@code E} line: {@code NAME=value} or {@code NAME}. */
        public Builder environment(String assignment) {
            environment.add(assignment);
            return this;
        }

        /** What has been defined so far: what macros in the rest of a file expand with. */
        public Optional<MacroText> macro(String name) {
            return Optional.ofNullable(macros.get(name));
        }

        /** Whether a table of this name, in lower case, has been declared so far. */
        public boolean hasTable(String lowerCaseName) {
            return tables.keySet().stream().anyMatch(name -> name.equalsIgnoreCase(lowerCaseName));
        }

        /** Whether a mailer of this name has been defined so far. */
        public boolean hasMailer(String name) {
            return mailers.containsKey(name);
        }

        /** The policy; the builder may go on and build another. */
        public Policy build() {
            return new Policy(new Builder(this));
        }
    }
}
