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

    private final HostNames machine;

    @Activate
    public SendmailCfReader() {
        this(HostNames.ofMachine());
    }

    /** @param hostName what the machine is called, with its domain */
    public SendmailCfReader(String hostName) {
        this(HostNames.of(hostName));
    }

    SendmailCfReader(HostNames machine) {
        this.machine = machine;
    }

    @Override
    public Reading read(Path file, Path directory) {
        return new CfReading(file, directory, machine).read();
    }
}
