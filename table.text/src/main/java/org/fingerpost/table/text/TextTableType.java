package org.fingerpost.table.text;

import java.nio.file.Path;

import org.fingerpost.api.table.LookupTable;
import org.fingerpost.api.table.LookupTableType;
import org.fingerpost.api.table.TableDeclaration;
import org.fingerpost.api.table.TableException;
import org.fingerpost.api.table.TableFlags;
import org.fingerpost.api.table.TableType;
import org.fingerpost.api.unix.FileNames;
import org.fingerpost.api.unix.SteeringFile;
import org.osgi.service.component.annotations.Component;

/** Opens text files as tables: {@code Kmailertable text -o -k0 -v1 etc/mailertable}. */
@Component(service = LookupTableType.class)
@TableType(type = "text")
public final class TextTableType implements LookupTableType {

    @Override
    public LookupTable open(TableDeclaration declaration) throws TableException {
        TableFlags flags = TableFlags.parse(declaration.arguments());
        Columns columns = Columns.of(flags);
        Path file = FileNames.in(declaration.directory(), flags.file()).normalize();
        return new TextTable(flags, new TextFile(file, () -> {
            declaration.requireSafe(SteeringFile.MAP, file);
            Content content = Content.read(file, columns);
            declaration.requireSafe(SteeringFile.MAP, file);
            return content;
        }, flags.has('o'), System::nanoTime));
    }
}
