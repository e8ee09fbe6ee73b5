package org.fingerpost.core.policy;

import java.util.List;

import org.fingerpost.api.table.Lookup;

/**
 * The table types {@code sequence} and {@code switch}: other tables, asked in order until one has the key. One that cannot say
 * now ends the sequence, for a later one might give what it would have overruled. Immutable.
 */
final class SequenceTable implements PolicyTable {

    private final List<PolicyTable> members;

    /** @param members tables that were declared before, so that no sequence ever leads to itself */
    SequenceTable(List<PolicyTable> members) {
        this.members = List.copyOf(members);
    }

    @Override
    public Lookup lookup(String key, List<String> arguments, MacroScope macros) {
        Lookup last = Lookup.NOT_FOUND;
        for (PolicyTable member : members) {
            Lookup answer = member.lookup(key, arguments, macros);
            if (!(answer instanceof Lookup.NotFound)) {
                return answer;
            }
            last = answer;
        }
        return last;
    }
}
