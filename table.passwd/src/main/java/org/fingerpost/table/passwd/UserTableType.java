package org.fingerpost.table.passwd;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

import org.fingerpost.api.table.LookupTable;
import org.fingerpost.api.table.LookupTableType;
import org.fingerpost.api.table.TableDeclaration;
import org.fingerpost.api.table.TableException;
import org.fingerpost.api.table.TableFlags;
import org.fingerpost.api.table.TableType;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Opens tables of the machine's users: {@code Klocaluser user -m}. All of them share what is known of the users. */
@Component(service = LookupTableType.class)
@TableType(type = "user")
public final class UserTableType implements LookupTableType {

    private final LocalAccounts users;

    @Activate
    public UserTableType(@Reference LocalAccounts users) {
        this.users = users;
    }

    /** With the defaults of the settings, for programs that run without a container. */
    public UserTableType() {
        this(LocalAccounts.ofTheMachine());
    }

    /** With the accounts of this file alone. No constructor: Declarative Services tells constructors by their length only. */
    public static UserTableType of(Path passwd) {
        return new UserTableType(new LocalAccounts(passwd, passwd.resolveSibling("group"), Optional.empty(),
                new Recent(Duration.ZERO, System::nanoTime)));
    }

    @Override
    public LookupTable open(TableDeclaration declaration) throws TableException {
        return new UserTable(TableFlags.parse(declaration.arguments()), users);
    }
}
