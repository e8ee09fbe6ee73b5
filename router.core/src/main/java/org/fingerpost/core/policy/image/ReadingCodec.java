package org.fingerpost.core.policy.image;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.fingerpost.api.policy.ClassFromTable;
import org.fingerpost.api.policy.HeaderDeclaration;
import org.fingerpost.api.policy.MacroText;
import org.fingerpost.api.policy.MailerDefinition;
import org.fingerpost.api.policy.Policy;
import org.fingerpost.api.policy.Problem;
import org.fingerpost.api.policy.Reading;
import org.fingerpost.api.policy.RuleSetDefinition;
import org.fingerpost.api.table.TableDeclaration;

/** A policy with the warnings of its reading. */
final class ReadingCodec implements Codec<Reading> {

    private static final Codec<List<HeaderDeclaration>> HEADERS = RecordCodec.of(HeaderDeclaration.class).list();
    private static final Codec<List<RuleSetDefinition>> RULE_SETS = RecordCodec.of(RuleSetDefinition.class).list();
    private static final Codec<List<TableDeclaration>> TABLES = RecordCodec.of(TableDeclaration.class).list();
    private static final Codec<List<ClassFromTable>> CLASSES_FROM_TABLES = RecordCodec.of(ClassFromTable.class).list();
    private static final Codec<List<Problem>> PROBLEMS = RecordCodec.of(Problem.class).list();
    private static final Codec<List<String>> STRINGS = STRING.list();
    private static final Codec<List<MacroText>> TEXTS = MACRO_TEXT.list();

    @Override
    public void write(OctetWriter out, Reading reading) {
        Policy policy = reading.policy();
        out.number(policy.level());
        PATH.list().write(out, List.copyOf(policy.sources()));
        map(out, policy.macros(), MACRO_TEXT);
        out.number(policy.classes().size());
        policy.classes().forEach((name, members) -> {
            out.string(name);
            STRINGS.write(out, List.copyOf(members));
        });
        CLASSES_FROM_TABLES.write(out, policy.classesFromTables());
        HEADERS.write(out, policy.headers());
        out.number(policy.mailers().size());
        policy.mailers().values().forEach(mailer -> write(out, mailer));
        TABLES.write(out, List.copyOf(policy.tables().values()));
        RULE_SETS.write(out, List.copyOf(policy.ruleSets().values()));
        map(out, policy.options(), STRING);
        map(out, policy.precedences(), NUMBER);
        STRINGS.write(out, policy.environment());
        PROBLEMS.write(out, reading.problems());
    }

    private static <T> void map(OctetWriter out, Map<String, T> map, Codec<T> codec) {
        out.number(map.size());
        map.forEach((name, value) -> {
            out.string(name);
            codec.write(out, value);
        });
    }

    private static void write(OctetWriter out, MailerDefinition mailer) {
        out.string(mailer.name());
        out.string(mailer.path());
        out.string(mailer.flags());
        TEXTS.write(out, mailer.arguments());
        out.number(mailer.equates().size());
        mailer.equates().forEach((letter, value) -> {
            out.number(letter);
            out.string(value);
        });
    }

    @Override
    public Reading read(OctetReader in) throws DamagedImageException {
        Policy.Builder policy = Policy.builder().level(in.number());
        PATH.list().read(in).forEach(policy::source);
        for (int count = in.count(); count > 0; count--) {
            policy.macro(in.string(), MACRO_TEXT.read(in));
        }
        for (int count = in.count(); count > 0; count--) {
            policy.addToClass(in.string(), STRINGS.read(in));
        }
        CLASSES_FROM_TABLES.read(in).forEach(policy::classFromTable);
        HEADERS.read(in).forEach(policy::header);
        for (int count = in.count(); count > 0; count--) {
            policy.mailer(mailer(in));
        }
        TABLES.read(in).forEach(policy::table);
        RULE_SETS.read(in).forEach(policy::ruleSet);
        for (int count = in.count(); count > 0; count--) {
            policy.option(in.string(), in.string());
        }
        for (int count = in.count(); count > 0; count--) {
            policy.precedence(in.string(), in.number());
        }
        STRINGS.read(in).forEach(policy::environment);
        List<Problem> problems = new ArrayList<>(PROBLEMS.read(in));
        if (!in.atEnd()) {
            throw new DamagedImageException("something follows its end");
        }
        return new Reading(policy.build(), problems);
    }

    private static MailerDefinition mailer(OctetReader in) throws DamagedImageException {
        String name = in.string();
        String path = in.string();
        String flags = in.string();
        List<MacroText> arguments = TEXTS.read(in);
        Map<Character, String> equates = new HashMap<>();
        for (int count = in.count(); count > 0; count--) {
            equates.put((char) in.number(), in.string());
        }
        return new MailerDefinition(name, path, flags, arguments, equates);
    }
}
