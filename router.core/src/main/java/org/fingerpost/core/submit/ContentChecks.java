package org.fingerpost.core.submit;

import java.util.List;
import java.util.Optional;

import org.fingerpost.api.mail.Header;
import org.fingerpost.api.mail.HeaderField;
import org.fingerpost.api.policy.HeaderDeclaration;
import org.fingerpost.api.submit.Verdict;
import org.fingerpost.core.policy.MacroScope;

/**
 * The checks of what comes after DATA: for each field of the header the rule set that the policy declares for it
 * ({@code HSubject: $>Name}), or the one for all others ({@code H*: $>Name}), then {@code check_eoh} and {@code check_eom}.
 * Whatever one of them says, all are applied, as in sendmail; of the refusals the last permanent one counts.
 */
final class ContentChecks {

    private static final String ALL_OTHERS = "*";
    /** Octets that rules see of a value in {@code ${currHeader}}: sendmail's MAXNAME. */
    private static final int MAX_VALUE = 256;

    private final PolicyChecks checks;
    private final MacroScope macros;
    private final List<HeaderDeclaration> declarations;
    private Optional<Verdict> refusal = Optional.empty();

    ContentChecks(PolicyChecks checks, MacroScope macros, List<HeaderDeclaration> declarations) {
        this.checks = checks;
        this.macros = macros;
        this.declarations = declarations.stream().filter(declaration -> declaration.ruleSet().isPresent()).toList();
    }

    /** {@code check_eoh} is told how many fields there are and how long they are in octets, as sendmail counts them. */
    void header(Header header) {
        if (!declarations.isEmpty()) {
            header.fields().forEach(this::field);
        }
        note(checks.apply("check_eoh", String.valueOf(header.fields().size()), String.valueOf(size(header))));
    }

    /** @param size of the message in octets */
    void message(long size) {
        note(checks.apply("check_eom", String.valueOf(size)));
    }

    Optional<Verdict> refusal() {
        return refusal;
    }

    private void field(HeaderField field) {
        declaration(field.name()).or(() -> declaration(ALL_OTHERS)).ifPresent(declaration -> {
            String body = field.raw().substring(field.raw().indexOf(':') + 1).replace("\r\n", "\n");
            String value = body.strip();
            macros.define("hdr_name", field.name())
                    .define("hdrlen", String.valueOf(body.length()))
                    .define("currHeader", quoted(body))
                    .define("addr_type", "h");
            checks.find(declaration.ruleSet().orElseThrow())
                    .ifPresent(check -> note(checks.conclude(check, value, check.judgeField(value, declaration.comments()))));
        });
    }

    /** One token for rules, whatever is in it. */
    private static String quoted(String body) {
        String beginning = body.substring(0, Math.min(MAX_VALUE, body.length())).replace('\n', ' ');
        return '"' + beginning.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
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
