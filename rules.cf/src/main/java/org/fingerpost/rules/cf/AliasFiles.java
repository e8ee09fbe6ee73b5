package org.fingerpost.rules.cf;

import java.util.Locale;

/** The option {@code AliasFile}: a list of {@code [type:] [flags] file}. */
final class AliasFiles {

    private static final String DEFAULT_TYPE = "implicit";

    private final Draft draft;
    private int count;

    AliasFiles(Draft draft) {
        this.draft = draft;
    }

    void check(GivenOption option) {
        for (String file : option.value().split(",")) {
            if (!file.isBlank()) {
                one(option, file.strip());
            }
        }
        if (option.value().strip().matches(",+")) {
            one(option, "");
        }
    }

    private void one(GivenOption option, String file) {
        int colon = file.indexOf(':');
        boolean typed = colon > 0 && file.substring(0, colon).chars().allMatch(c -> Names.isAlphanumeric((char) c) || c == '_');
        String type = typed ? file.substring(0, colon) : DEFAULT_TYPE;
        String words = !MapClasses.has(type) ? "setalias: unknown alias class " + type
                : !MapClasses.canHoldAliases(type) ? "setalias: map class " + type + " can't handle aliases" : "";
        if (!words.isEmpty()) {
            draft.problems().add(option.wrong("\"" + type + "\" is no type of tables for aliases", type).asWarning()
                    .hinting("Look-ups are deferred unless a bundle brings the type."), words);
            return;
        }
        String map = "Alias" + count++;
        String arguments = typed ? file.substring(colon + 1) : file;
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
