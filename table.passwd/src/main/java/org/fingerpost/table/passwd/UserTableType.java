package org.fingerpost.table.passwd;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

import org.fingerpost.api.instance.Instance;
import org.fingerpost.api.instance.SettingsReader;
import org.fingerpost.api.table.LookupTable;
import org.fingerpost.api.table.LookupTableType;
import org.fingerpost.api.table.TableDeclaration;
import org.fingerpost.api.table.TableException;
import org.fingerpost.api.table.TableFlags;
import org.fingerpost.api.table.TableType;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.slf4j.LoggerFactory;

/** Opens tables of the machine's users: {@code Klocaluser user -m}. All of them share what is known of the users. */
@Component(service = LookupTableType.class, configurationPid = UserTableType.PID)
@Designate(ocd = UserTableType.Config.class)
@TableType(type = "user")
public final class UserTableType implements LookupTableType {

    static final String PID = "table.passwd";

    private static final SettingsReader SETTINGS = new SettingsReader(PID, LoggerFactory.getLogger(UserTableType.class)::error);
    private static final Duration TIMEOUT = Duration.ofSeconds(5);
    private static final Duration DEFAULT_CACHE = Duration.ofMinutes(1);

    /** etc/table.passwd.cfg. */
    @ObjectClassDefinition(name = "Users of the machine", description = "Where the lookup tables of type user find accounts")
    @interface Config {

        @AttributeDefinition(name = "File", description = "The file of accounts, asked first; default /etc/passwd")
        String file() default "/etc/passwd";

        @AttributeDefinition(name = "getent", required = false,
                description = "The program that asks the name service for users who are not in the file; empty for none; "
                        + "default /usr/bin/getent")
        String getent() default "/usr/bin/getent";

        @AttributeDefinition(name = "Cache",
                description = "How long an answer of getent is kept; a duration such as 30s or 5m; default 1m")
        String cache() default "1m";
    }

    private final Users users;

    @Activate
    public UserTableType(Config config, @Reference Instance instance) {
        this(new Users(new PasswdFile(instance.base().resolve(config.file())), service(config.getent().strip(), instance),
                new Recent(SETTINGS.duration("cache", config.cache(), Duration.ZERO, DEFAULT_CACHE), System::nanoTime)));
    }

    /** With the defaults of the settings, for programs that run without a container. */
    public UserTableType() {
        this(Path.of("/etc/passwd"), Optional.of(new NameService(Path.of("/usr/bin/getent"), TIMEOUT)));
    }

    /** With the accounts of this file alone. */
    public UserTableType(Path passwd) {
        this(passwd, Optional.empty());
    }

    private UserTableType(Path passwd, Optional<NameService> service) {
        this(new Users(new PasswdFile(passwd), service, new Recent(DEFAULT_CACHE, System::nanoTime)));
    }

    UserTableType(Users users) {
        this.users = users;
    }

    private static Optional<NameService> service(String getent, Instance instance) {
        return getent.isEmpty() ? Optional.empty() : Optional.of(new NameService(instance.base().resolve(getent), TIMEOUT));
    }

    @Override
    public LookupTable open(TableDeclaration declaration) throws TableException {
        return new UserTable(TableFlags.parse(declaration.arguments()), users);
    }
}
