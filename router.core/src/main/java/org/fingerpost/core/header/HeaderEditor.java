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

    public HeaderEditor(Policy policy) {
        declarations = policy.headers();
        trace = declarations.stream().filter(HeaderEditor::isTrace).map(HeaderDeclaration::text)
                .filter(text -> !text.source().isBlank()).findFirst().orElse(DEFAULT_TRACE);
        declaresTrace = declarations.stream().anyMatch(HeaderEditor::isTrace);
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
     * addresses rewritten. Inserted fields stand in the policy's order around our trace field, before the message's own. A field
     * without value is as good as missing if the policy has one to insert.
     *
     * @param received  the message's header, our trace field first
     * @param macros    values by name without {@code $} and braces
     * @param addresses rewrites what address fields hold
     */
    public Header edit(Header received, MailerDefinition mailer, HeaderMacros macros, AddressFields addresses) {
        boolean resent = FieldNames.isResent(received);
        Header own = RecipientFields.withoutBcc(received).without(this::yieldsToADeclaration);
        List<HeaderField> edited = new ArrayList<>();
        List<HeaderField> afterTrace = new ArrayList<>();
        List<HeaderField> place = declaresTrace ? edited : afterTrace;
        MacroValues values = MacroValues.oneLine(macros.ofMessage());
        for (HeaderDeclaration declaration : declarations) {
            if (isTrace(declaration)) {
                place = afterTrace;
            } else if (applies(declaration, own, resent, mailer, values)) {
                // RFC 5321 §4.4: the return path stands at the beginning, wherever it is declared.
                inserted(declaration, macros, addresses).ifPresent((isReturnPath(declaration) ? edited : place)::add);
            }
        }
        int traces = !own.fields().isEmpty() && own.fields().get(0).is(FieldNames.RECEIVED) ? 1 : 0;
        Header kept = own.without(field -> isForTheRouterOnly(field, mailer));
        edited.addAll(kept.fields().subList(0, traces));
        edited.addAll(afterTrace);
        edited.addAll(kept.fields().subList(traces, kept.fields().size()));
        int maxLine = mailer.maxLineLength() < 3 ? FieldText.MAX_LINE : Math.min(FieldText.MAX_LINE, mailer.maxLineLength() - 2);
        edited.replaceAll(field -> rewritten(field, addresses, maxLine));
        return new Header(edited);
    }

    private static Optional<HeaderField> inserted(HeaderDeclaration declaration, HeaderMacros macros,
            AddressFields addresses) {
        MacroValues late = MacroValues.oneLine(macros.ofAttempt());
        String early = isReturnPath(declaration) ? "" : declaration.text().expand(MacroValues.oneLine(macros.ofMessage()));
        String value = early.isEmpty() ? declaration.text().expand(late) : early;
        if (!FieldNames.namesSenders(declaration.name())) {
            return FieldText.field(declaration.name(), value);
        }
        // What a person is called may be anything; a sender must be there, even the null one.
        HeaderField field = FieldText.field(declaration.name(), addresses.mend(value)).orElse(null);
        return Optional.of(field != null ? field : new HeaderField(declaration.name() + ": "));
    }

    private boolean yieldsToADeclaration(HeaderField field) {
        return field.value().isEmpty() && !FieldNames.isForced(field.name())
                && declarations.stream().anyMatch(each -> field.is(each.name()) && !each.text().source().isBlank());
    }

    /** What an earlier delivery or the sender's own mailer left is no business of this mailer, unless the policy says so. */
    private boolean isForTheRouterOnly(HeaderField field, MailerDefinition mailer) {
        return field.is(FieldNames.RETURN_PATH) || FieldNames.isForSomeMailers(field.name())
                && declarations.stream().noneMatch(each -> field.is(each.name()) && hasOneOf(each.flags(), mailer));
    }

    private static boolean hasOneOf(String flags, MailerDefinition mailer) {
        for (int i = 0; i < flags.length(); i++) {
            if (mailer.has(flags.charAt(i))) {
                return true;
            }
        }
        return false;
    }

    private static boolean applies(HeaderDeclaration declaration, Header header, boolean resent, MailerDefinition mailer,
            MacroValues values) {
        return (FieldNames.isForced(declaration.name()) || !header.has(declaration.name()))
                && (declaration.flags().isEmpty() || hasOneOf(declaration.flags(), mailer))
                && declaration.condition().map(values::isDefined).orElse(true)
                && (!FieldNames.isResent(declaration.name()) || resent);
    }

    private HeaderField rewritten(HeaderField field, AddressFields addresses, int maxLine) {
        boolean sender = FieldNames.namesSenders(field.name());
        if (!sender && !FieldNames.namesVisibleRecipients(field)) {
            return withoutObsoleteBlanks(field);
        }
        String value = field.raw().substring(field.raw().indexOf(':') + 1).replace("\r\n", "\n");
        int indent = 0;
        while (indent < value.length() && AddressItems.isBlank(value.charAt(indent))) {
            indent++;
        }
        List<String> items = AddressItems.of(value);
        items.replaceAll(item -> addresses.rewrite(item, sender));
        items.removeIf(String::isEmpty);
        return FieldText.addresses(field.name(), indent, items, maxLine);
    }

    /** {@code Subject : x} is allowed (RFC 5322 §4.5), and not understood by everybody. */
    private static HeaderField withoutObsoleteBlanks(HeaderField field) {
        int colon = field.raw().indexOf(':');
        return field.name().length() == colon ? field : new HeaderField(field.name() + field.raw().substring(colon));
    }

    private static boolean isTrace(HeaderDeclaration declaration) {
        return declaration.name().equalsIgnoreCase(FieldNames.RECEIVED);
    }

    private static boolean isReturnPath(HeaderDeclaration declaration) {
        return declaration.name().equalsIgnoreCase(FieldNames.RETURN_PATH);
    }
}
