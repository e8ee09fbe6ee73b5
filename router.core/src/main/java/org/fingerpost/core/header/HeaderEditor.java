package org.fingerpost.core.header;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

import org.fingerpost.api.mail.Header;
import org.fingerpost.api.mail.HeaderField;
import org.fingerpost.api.policy.HeaderDeclaration;
import org.fingerpost.api.policy.MacroText;
import org.fingerpost.api.policy.MailerDefinition;
import org.fingerpost.api.policy.Policy;

/** Edits headers as one policy says. Immutable; any thread. */
public final class HeaderEditor {

    /** RFC 5321 §4.4. What the client called itself and its address, the protocol and the client are not known for all mail. */
    private static final MacroText DEFAULT_TRACE = MacroText.parse(
            "$?sfrom $s$?{client_addr} ([${client_addr}])$.\n\t$.by $j$?r with $r$. id $i;\n\t$b");

    private final List<HeaderDeclaration> declarations;
    private final MacroText trace;
    private final boolean declaresTrace;
    private final boolean declaresReturnPath;

    public HeaderEditor(Policy policy) {
        declarations = policy.headers();
        trace = declarations.stream().filter(HeaderEditor::isTrace).map(HeaderDeclaration::text)
                .filter(text -> !text.source().isBlank()).findFirst().orElse(DEFAULT_TRACE);
        declaresTrace = declarations.stream().anyMatch(HeaderEditor::isTrace);
        declaresReturnPath = declarations.stream().anyMatch(HeaderEditor::isReturnPath);
    }

    /**
     * The {@code Received:} field for a message that comes in: what the policy declares, or our own.
     *
     * @param macros values by name without {@code $} and braces; whatever they hold, the field stays one field
     */
    public HeaderField trace(Function<String, Optional<String>> macros) {
        MacroValues values = MacroValues.balanced(macros);
        return FieldText.field(FieldNames.RECEIVED, trace.expand(values))
                .or(() -> FieldText.field(FieldNames.RECEIVED, DEFAULT_TRACE.expand(values))).orElseThrow();
    }

    /**
     * The header as {@code mailer} gets it: without what is for the router only, with the declared fields that are missing,
     * addresses rewritten. Inserted fields stand in the policy's order around our trace field, before the message's own.
     *
     * @param received  the message's header, our trace field first
     * @param macros    values by name without {@code $} and braces
     * @param addresses rewrites address fields; what it leaves as it is keeps its octets
     */
    public Header edit(Header received, MailerDefinition mailer, Function<String, Optional<String>> macros,
            AddressFields addresses) {
        Header kept = RecipientFields.withoutBcc(received).without(field -> isForTheRouterOnly(field, mailer));
        MacroValues values = MacroValues.oneLine(macros);
        List<HeaderField> edited = new ArrayList<>();
        List<HeaderField> afterTrace = new ArrayList<>();
        List<HeaderField> place = declaresTrace ? edited : afterTrace;
        for (HeaderDeclaration declaration : declarations) {
            if (isTrace(declaration)) {
                place = afterTrace;
            } else if (applies(declaration, kept, mailer, values)) {
                // RFC 5321 §4.4: the return path stands at the beginning, wherever it is declared.
                List<HeaderField> where = isReturnPath(declaration) ? edited : place;
                FieldText.field(declaration.name(), declaration.text().expand(values)).ifPresent(where::add);
            }
        }
        int traces = !kept.fields().isEmpty() && kept.fields().get(0).is(FieldNames.RECEIVED) ? 1 : 0;
        edited.addAll(kept.fields().subList(0, traces));
        edited.addAll(afterTrace);
        edited.addAll(kept.fields().subList(traces, kept.fields().size()));
        return new Header(edited.stream().map(field -> rewritten(field, addresses)).toList());
    }

    /** What an earlier delivery or the sender's own mailer left is no business of this mailer, unless it asks for it. */
    private boolean isForTheRouterOnly(HeaderField field, MailerDefinition mailer) {
        return field.is(FieldNames.RETURN_PATH) && (declaresReturnPath || !mailer.has('P'))
                || field.is(FieldNames.FULL_NAME) && !mailer.has('x');
    }

    private static boolean applies(HeaderDeclaration declaration, Header header, MailerDefinition mailer, MacroValues values) {
        return !header.has(declaration.name())
                && (declaration.flags().isEmpty() || declaration.flags().chars().anyMatch(flag -> mailer.has((char) flag)))
                && declaration.condition().map(values::isDefined).orElse(true)
                && (!FieldNames.isResent(declaration.name()) || FieldNames.isResent(header));
    }

    private static HeaderField rewritten(HeaderField field, AddressFields addresses) {
        boolean sender = FieldNames.namesSenders(field);
        String value = field.value();
        if (value.isEmpty() || !sender && !FieldNames.namesVisibleRecipients(field)) {
            return field;
        }
        String changed = addresses.rewrite(value, sender);
        return changed.equals(value) || changed.isBlank() ? field : FieldText.withAddresses(field, changed);
    }

    private static boolean isTrace(HeaderDeclaration declaration) {
        return declaration.name().equalsIgnoreCase(FieldNames.RECEIVED);
    }

    private static boolean isReturnPath(HeaderDeclaration declaration) {
        return declaration.name().equalsIgnoreCase(FieldNames.RETURN_PATH);
    }
}
