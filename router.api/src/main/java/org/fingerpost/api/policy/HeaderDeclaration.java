package org.fingerpost.api.policy;

import java.util.Optional;

/**
 * A header field that the policy knows (the {@code H} line): inserted where it is absent and its condition holds, and what the
 * condition says about one that is there.
 *
 * @param name      of the field
 * @param flags     the mailer must have at least one of these ({@code H?D?Date: …}); empty for any mailer
 * @param condition the macro that must be defined ({@code H?{Name}?…}), if any
 * @param text      its value; if empty, the field is known but never inserted; folds are LF and white space
 * @param ruleSet   the rule set that checks its value ({@code $>Name}), if any; of the name {@code *} every field that has none
 * @param comments  whether the rule set sees comments ({@code $>+Name})
 */
public record HeaderDeclaration(String name, String flags, Optional<String> condition, MacroText text, Optional<String> ruleSet,
        boolean comments) {

    /** One whose value nobody checks. */
    public HeaderDeclaration(String name, String flags, Optional<String> condition, MacroText text) {
        this(name, flags, condition, text, Optional.empty(), false);
    }
}
