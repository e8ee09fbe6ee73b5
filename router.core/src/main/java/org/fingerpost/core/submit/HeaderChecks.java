package org.fingerpost.core.submit;

import java.util.List;
import java.util.Optional;

import org.fingerpost.api.mail.Header;
import org.fingerpost.api.mail.HeaderField;
import org.fingerpost.api.policy.HeaderDeclaration;
import org.fingerpost.api.submit.Verdict;
import org.fingerpost.core.policy.MacroScope;

/**
 * The checks of a header: for each field the rule set that the policy declares for it ({@code HSubject: $>Name}), or the one for all
 * others ({@code H*: $>Name}), then {@code check_eoh}. Whatever one of them says, all are applied, as in sendmail; of the refusals
 * the last permanent one counts.
 */
final class HeaderChecks {

    private static final String ALL_OTHERS = "*";
    /** Octets that rules see of a value in {@code ${currHeader}}: sendmail's MAXNAME. */
    private static final int MAX_VALUE = 256;

    private final PolicyChecks checks;
    private final MacroScope macros;
    private final List<HeaderDeclaration> declarations;
    private Optional<Verdict> refusal = Optional.empty();

    HeaderChecks(PolicyChecks checks, MacroScope macros, List<HeaderDeclaration> declarations) {
        this.checks = checks;
        this.macros = macros;
        this.declarations = declarations.stream().filter(declaration -> declaration.ruleSet().isPresent()).toList();
    }

    Optional<Verdict> judge(Header header) {
        if (!declarations.isEmpty()) {
            header.fields().forEach(this::judge);
        }
        note(checks.apply("check_eoh", String.valueOf(header.fields().size()), String.valueOf(size(header))));
        return refusal;
    }

    private void judge(HeaderField field) {
        declaration(field.name()).or(() -> declaration(ALL_OTHERS)).ifPresent(declaration -> {
            String body = field.raw().substring(field.raw().indexOf(':') + 1).replace("\r\n", "\n");
            String value = body.strip();
            macros.define("hdr_name", field.name())
                    .define("hdrlen", String.valueOf(body.length()))
                    .define("currHeader", value.substring(0, Math.min(MAX_VALUE, value.length())))
                    .define("addr_type", "h");
            checks.find(declaration.ruleSet().orElseThrow())
                    .ifPresent(check -> note(checks.conclude(check, value, check.judgeField(value, declaration.comments()))));
        });
    }

    private Optional<HeaderDeclaration> declaration(String name) {
        return declarations.stream().filter(declaration -> declaration.name().equalsIgnoreCase(name)).findFirst();
    }

    private void note(Optional<Verdict> said) {
        if (refusal.isEmpty() || said.isPresent() && said.get().status().isPermanent()) {
            refusal = said.or(() -> refusal);
        }
    }

    /** As sendmail counts: each line with its LF, the empty one at the end included. */
    private static int size(Header header) {
        return 1 + header.fields().stream().mapToInt(field -> field.raw().replace("\r\n", "\n").length() + 1).sum();
    }
}
