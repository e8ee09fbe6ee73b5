package org.fingerpost.rules.cf;

import java.nio.file.Path;

import org.fingerpost.api.policy.PolicyFormat;
import org.fingerpost.api.policy.PolicyReader;
import org.fingerpost.api.policy.Reading;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/** Reads files named {@code *.cf}. Stateless but for the names of the machine; any thread. */
@Component(service = PolicyReader.class)
@PolicyFormat(format = "cf")
public final class SendmailCfReader implements PolicyReader {

    private final Machine machine;

    @Activate
    public SendmailCfReader() {
        this(HostNames.ofMachine());
    }

    /** @param hostName what the machine is called, with its domain */
    public SendmailCfReader(String hostName) {
        this(HostNames.of(hostName));
    }

    /**
     * @param hostName what the machine is called, with its domain
     * @param accounts where files {@code passwd} and {@code group} are that say which users and groups there are
     */
    public SendmailCfReader(String hostName, Path accounts) {
        this(new Machine(HostNames.of(hostName), Accounts.ofFiles(accounts)));
    }

    SendmailCfReader(HostNames names) {
        this(new Machine(names, Accounts.ofMachine()));
    }

    private SendmailCfReader(Machine machine) {
        this.machine = machine;
    }

    @Override
    public String surroundings() {
        return machine.names().toString();
    }

    /** Whether sendmail has tables of this type, in upper or lower case; there may be no bundle for it. */
    public static boolean hasTableType(String type) {
        return MapClasses.has(type);
    }

    @Override
    public Reading read(Path file, Path directory) {
        return new CfReading(file, directory, machine).read();
    }
}
