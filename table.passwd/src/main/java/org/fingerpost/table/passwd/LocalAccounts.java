package org.fingerpost.table.passwd;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;

import org.fingerpost.api.instance.Instance;
import org.fingerpost.api.instance.SettingsReader;
import org.fingerpost.api.unix.Account;
import org.fingerpost.api.unix.Accounts;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.slf4j.LoggerFactory;

/** The accounts and groups of the machine, of the files and of the name service. Any thread. */
@Component(service = {Accounts.class, LocalAccounts.class}, configurationPid = LocalAccounts.PID)
@Designate(ocd = LocalAccounts.Config.class)
public final class LocalAccounts implements Accounts {

    static final String PID = "table.passwd";

    private static final SettingsReader SETTINGS = new SettingsReader(PID, LoggerFactory.getLogger(LocalAccounts.class)::error);
    private static final Duration TIMEOUT = Duration.ofSeconds(5);
    private static final Duration DEFAULT_CACHE = Duration.ofMinutes(1);

    /** etc/table.passwd.cfg. */
    @ObjectClassDefinition(name = "Users of the machine", description = "Where the accounts of users and the tables of type user"
            + " come from")
    @interface Config {

        @AttributeDefinition(name = "File", description = "The file of accounts, asked first; default /etc/passwd")
        String file() default "/etc/passwd";

        @AttributeDefinition(name = "Groups", description = "The file of groups, asked first; default /etc/group")
        String groups() default "/etc/group";

        @AttributeDefinition(name = "getent", required = false,
                description = "The program that asks the name service for what is not in the files; empty for none; "
                        + "default /usr/bin/getent")
        String getent() default "/usr/bin/getent";

        @AttributeDefinition(name = "Cache",
                description = "How long an answer of getent is kept; a duration such as 30s or 5m; default 1m")
        String cache() default "1m";
    }

    private static final int UID = 2;
    private static final int GID = 3;
    private static final int GECOS = 4;
    private static final int HOME = 5;
    private static final int SHELL = 6;

    private final EntryFile accounts;
    private final EntryFile groups;
    private final Optional<NameService> service;
    private final Recent recent;

    @Activate
    public LocalAccounts(Config config, @Reference Instance instance) {
        this(instance.base().resolve(config.file()), instance.base().resolve(config.groups()),
                service(config.getent().strip(), instance),
                new Recent(SETTINGS.duration("cache", config.cache(), Duration.ZERO, DEFAULT_CACHE), System::nanoTime));
    }

    /** @param service empty if only the files are to be asked */
    LocalAccounts(Path passwd, Path group, Optional<NameService> service, Recent recent) {
        this.accounts = new EntryFile(Database.PASSWD, passwd);
        this.groups = new EntryFile(Database.GROUP, group);
        this.service = service;
        this.recent = recent;
    }

    /** With the defaults of the settings, for programs that run without a container. */
    static LocalAccounts ofTheMachine() {
        return new LocalAccounts(Path.of("/etc/passwd"), Path.of("/etc/group"),
                Optional.of(new NameService(Path.of("/usr/bin/getent"), TIMEOUT)), new Recent(DEFAULT_CACHE, System::nanoTime));
    }

    private static Optional<NameService> service(String getent, Instance instance) {
        return getent.isEmpty() ? Optional.empty() : Optional.of(new NameService(instance.base().resolve(getent), TIMEOUT));
    }

    @Override
    public Optional<Account> named(String name) throws IOException {
        return Optional.ofNullable(find(name)).flatMap(LocalAccounts::account);
    }

    @Override
    public Optional<Account> numbered(int uid) throws IOException {
        String number = Integer.toString(uid);
        if (uid < 0) {
            return Optional.empty();
        }
        Entry entry = accounts.numbered(number);
        return Optional.ofNullable(entry == null ? ask(Question.number(Database.PASSWD, number)) : entry)
                .flatMap(LocalAccounts::account);
    }

    @Override
    public OptionalInt group(String name) throws IOException {
        if (!LoginName.isValid(name)) {
            return OptionalInt.empty();
        }
        Entry file = groups.named(name);
        Entry entry = file == null ? ask(Question.name(Database.GROUP, name)) : file;
        int gid = entry == null ? -1 : number(entry.number());
        return gid < 0 ? OptionalInt.empty() : OptionalInt.of(gid);
    }

    /**
     * Null if there is no such account.
     *
     * @throws IOException if that cannot be said now
     */
    Entry find(String name) throws IOException {
        if (!LoginName.isValid(name)) {
            return null;
        }
        Entry entry = accounts.named(name);
        return entry == null ? ask(Question.name(Database.PASSWD, name)) : entry;
    }

    private Entry ask(Question question) throws IOException {
        if (service.isEmpty()) {
            return null;
        }
        Optional<Entry> known = recent.get(question);
        if (known == null) {
            known = Optional.ofNullable(service.get().find(question));
            recent.put(question, known);
        }
        return known.orElse(null);
    }

    /** Empty for one whose ids are no numbers that a file can have. */
    private static Optional<Account> account(Entry entry) {
        int uid = number(entry.field(UID));
        int gid = number(entry.field(GID));
        return uid < 0 || gid < 0 ? Optional.empty()
                : Optional.of(new Account(entry.name(), uid, gid, entry.field(GECOS), entry.field(HOME), entry.field(SHELL)));
    }

    /** -1 if it is none. */
    private static int number(String text) {
        try {
            return text.isEmpty() || !Character.isDigit(text.charAt(0)) ? -1 : Integer.parseInt(text);
        } catch (NumberFormatException e) {
            return -1;
        }
    }
}
