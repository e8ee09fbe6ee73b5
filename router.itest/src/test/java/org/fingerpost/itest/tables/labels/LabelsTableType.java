package org.fingerpost.itest.tables.labels;

import java.util.List;

import org.fingerpost.api.table.Lookup;
import org.fingerpost.api.table.LookupTable;
import org.fingerpost.api.table.LookupTableType;
import org.fingerpost.api.table.TableDeclaration;
import org.fingerpost.api.table.TableException;
import org.fingerpost.api.table.TableFlags;
import org.fingerpost.api.table.TableType;
import org.osgi.service.component.annotations.Component;

/** {@code Kdomain labels 2}: the last two words of a name, {@code far.example} of {@code a.b.far.example}. */
@Component(service = LookupTableType.class)
@TableType(type = "labels")
public final class LabelsTableType implements LookupTableType {

    @Override
    public LookupTable open(TableDeclaration declaration) throws TableException {
        TableFlags flags = TableFlags.parse(declaration.arguments());
        if (!flags.rest().matches("[1-9]")) {
            throw new TableException("\"" + flags.rest() + "\" where a number of labels, 1 to 9, is expected");
        }
        int count = Integer.parseInt(flags.rest());
        return (key, arguments) -> lookup(flags, count, key, arguments);
    }

    /** A name that has fewer labels is not found. */
    private static Lookup lookup(TableFlags flags, int count, String key, List<String> arguments) {
        String[] labels = flags.folded(key).split("\\.");
        if (labels.length < count) {
            return Lookup.NOT_FOUND;
        }
        String last = String.join(".", List.of(labels).subList(labels.length - count, labels.length));
        return flags.found(key, last, arguments); // as -a and -m say
    }
}
