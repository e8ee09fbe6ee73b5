package org.fingerpost.rules.cf;

import java.util.Locale;

import org.fingerpost.api.table.AliasFile;

/** The option {@code AliasFile}: a list of {@code [type:] [flags] file}. */
final class AliasFiles {

    private static final String DEFAULT_TYPE = "implicit";

    private final Draft draft;
    private int count;

    AliasFiles(Draft draft) {
        this.draft = draft;
    }

    void check(GivenOption option) {
        AliasFile.parse(option.value()).forEach(file -> one(option, file));
        if (option.value().strip().matches(",+")) {
            one(option, new AliasFile("", ""));
        }
    }

    private void one(GivenOption option, AliasFile file) {
        String type = file.type().isEmpty() ? DEFAULT_TYPE : file.type();
        String words = !MapClasses.has(type) ? "setalias: unknown alias class " + type
                : !MapClasses.canHoldAliases(type) ? "setalias: map class " + type + " can't handle aliases" : "";
        if (!words.isEmpty()) {
            draft.problems().add(option.wrong("\"" + type + "\" is no type of tables for aliases", type).asWarning()
                    .hinting("Look-ups are deferred unless a bundle brings the type."), words);
            return;
        }
        String map = "Alias" + count++;
        String arguments = file.arguments();
        if (type.equalsIgnoreCase("ldap") && arguments.isEmpty()) {
            return; // a schema of its own: the core knows it
        }
        new MapArguments(map, type, (argument, text) -> draft.problems().add(option.wrong(
                Character.toLowerCase(text.charAt(0)) + text.substring(1), argument), text)).check(arguments);
        if (type.toLowerCase(Locale.ROOT).equals("sequence")) {
            for (String member : arguments.strip().split("[^A-Za-z0-9_.]+")) {
                if (!member.isEmpty() && !draft.policy().hasTable(member)) {
                    draft.problems().add(option.wrong("table " + member + " is not declared before this line",
                            member).asWarning(),
                            "Sequence map " + map + ": unknown member map " + member);
                }
            }
        }
    }
}
