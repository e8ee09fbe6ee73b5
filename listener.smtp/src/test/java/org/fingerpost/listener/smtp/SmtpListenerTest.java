package org.fingerpost.listener.smtp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.fingerpost.api.instance.Instance;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SmtpListenerTest {

    private final RecordingStartup startup = new RecordingStartup();
    private final RecordingOffice office = new RecordingOffice();

    @TempDir
    private Path base;

    private record FixedInstance(Path base, List<String> listen, Optional<Path> policy) implements Instance {
    }

    private Instance listening(String... addresses) throws IOException {
        Files.createDirectories(base.resolve("run"));
        return new FixedInstance(base, List.of(addresses), Optional.empty());
    }

    private static SmtpConfig configured(String listen) {
        return SettingsTest.config(Map.of("listen", listen));
    }

    @Test
    void addressesOfTheStartOverrideTheConfiguredOnes() throws Exception {
        SmtpListener listener = new SmtpListener(configured("192.0.2.1:1"), listening("127.0.0.1:0"), startup);
        listener.bindPostOffice(office);
        String first = startup.said.get(0);
        assertTrue(first.startsWith("smtp 127.0.0.1:"), first);
        listener.modified(configured("192.0.2.1:2"));
        Client.greeted(Integer.parseInt(first.substring(first.lastIndexOf(':') + 1))).close();
        listener.deactivate();
    }

    @Test
    void addressOfTheStartThatIsNoneFailsTheStart() {
        assertThrows(IllegalArgumentException.class,
                () -> new SmtpListener(configured("127.0.0.1:0"), listening("2525"), startup));
        assertTrue(startup.said.get(0).startsWith("failed: cannot listen for SMTP: \"2525\" is no address to listen on: "
                + "host:port is expected, such as 127.0.0.1:2525"), startup.said::toString);
    }

    @Test
    void listenerGoesOnWithoutAPostOffice() throws Exception {
        SmtpListener listener = new SmtpListener(configured("127.0.0.1:0"), listening(), startup);
        listener.bindPostOffice(office);
        listener.unbindPostOffice(office);
        String first = startup.said.get(0);
        try (Client client = new Client(Integer.parseInt(first.substring(first.lastIndexOf(':') + 1)))) {
            client.expect("421 4.3.2 localhost is not taking mail now, try again later").expectEnd();
        }
        listener.deactivate();
    }
}
