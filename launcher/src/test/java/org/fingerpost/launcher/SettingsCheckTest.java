package org.fingerpost.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SettingsCheckTest {

    private static final String METATYPE = """
            <?xml version="1.0" encoding="UTF-8"?>
            <metatype:MetaData xmlns:metatype="http://www.osgi.org/xmlns/metatype/v1.4.0">
              <OCD id="org.example.Config" name="Queue">
                <AD id="%s" type="String" default="1m"/>
                <AD id="%s" type="String" default="4h"/>
              </OCD>
              <Designate pid="%s"><Object ocdref="org.example.Config"/></Designate>
            </metatype:MetaData>
            """;

    @TempDir
    Path base;
    private InstanceFolder instance;
    private Path queue;

    @BeforeEach
    void instanceAndBundle() throws Exception {
        instance = new InstanceFolder(base);
        Files.createDirectory(instance.etc());
        Files.createDirectory(instance.deploy());
        queue = bundle(base.resolve("queue.jar"), "retry", "warn", "queue");
    }

    private static Path bundle(Path file, String key1, String key2, String pid) throws IOException {
        try (OutputStream out = Files.newOutputStream(file); JarOutputStream jar = new JarOutputStream(out)) {
            jar.putNextEntry(new JarEntry("OSGI-INF/metatype/org.example.Config.xml"));
            jar.write(METATYPE.formatted(key1, key2, pid).getBytes(StandardCharsets.UTF_8));
        }
        return file;
    }

    private SettingsCheck check(String name, String text) throws IOException {
        Files.writeString(instance.etc().resolve(name), text);
        return SettingsCheck.of(instance, List.of(queue));
    }

    @Test
    void knownKeysAreFine() throws IOException {
        SettingsCheck check = check("queue.cfg", "retry = 5m\nwarn = 1h\nservice.ranking = 5\nstore.target = (x=y)\n");
        assertEquals(List.of(), check.errors());
        assertEquals(List.of(), check.warnings());
    }

    @Test
    void anUnknownKeyIsNamedWithFileLineAndWhatThereIs() throws IOException {
        SettingsCheck check = check("queue.cfg", "# comment\n\nretyr = 5m\nwran = 4h\n");
        assertEquals(List.of("etc/queue.cfg:3: unknown key \"retyr\"; known keys: retry, warn",
                "etc/queue.cfg:4: unknown key \"wran\"; known keys: retry, warn"), check.errors());
    }

    @Test
    void aDestinationMayHaveKeysForMailers() throws IOException {
        bundle(instance.deploy().resolve("core.jar"), "host", "warn.dsn", "destination");
        bundle(instance.deploy().resolve("pager.jar"), "number", "modem", "mailer.pager");
        SettingsCheck check = check("destination-x.cfg", "host = x\npager.number = 7\nfax.number = 8\nwarn.dns = 4h\n");
        assertEquals(List.of("etc/destination-x.cfg:4: unknown key \"warn.dns\"; known keys: host, warn.dsn"), check.errors());
        assertEquals(List.of("etc/destination-x.cfg:3: the key \"fax.number\" is for the mailer \"fax\", and no bundle of the "
                + "installation or in deploy/ has settings named \"mailer.fax\""), check.warnings());
    }

    @Test
    void anUnreadableFileIsAnError() throws IOException {
        Files.createDirectory(instance.etc().resolve("queue.cfg"));
        List<String> errors = SettingsCheck.of(instance, List.of(queue)).errors();
        assertEquals(1, errors.size());
        assertTrue(errors.get(0).startsWith("etc/queue.cfg: cannot be read: "), errors::toString);
    }

    @Test
    void settingsThatNoBundleKnowsAreAWarning() throws IOException {
        SettingsCheck check = check("queeu.cfg", "retry = 5m\n");
        assertEquals(List.of(), check.errors());
        assertEquals(List.of("etc/queeu.cfg: no bundle of the installation or in deploy/ has settings named \"queeu\""),
                check.warnings());
    }

    @Test
    void aDeployedBundleBringsItsKeys() throws IOException {
        bundle(instance.deploy().resolve("pager.jar"), "number", "modem", "mailer.pager");
        assertEquals(List.of("etc/mailer.pager.cfg:1: unknown key \"nmuber\"; known keys: modem, number"),
                check("mailer.pager.cfg", "nmuber = 7\n").errors());
    }

    @Test
    void aPidOfTwoBundlesHasTheKeysOfBoth() throws IOException {
        bundle(instance.deploy().resolve("more.jar"), "workers", "return", "queue");
        assertEquals(List.of(), check("queue.cfg", "retry = 5m\nworkers = 3\n").errors());
    }

    @Test
    void aDamagedBundleIsAWarningIfDeployedAndFatalIfShipped() throws IOException {
        Path damaged = Files.writeString(instance.deploy().resolve("half.jar"), "PK");
        assertEquals(1, check("queue.cfg", "").warnings().size());
        IOException e = assertThrows(IOException.class, () -> SettingsCheck.of(instance, List.of(damaged)));
        assertTrue(e.getMessage().startsWith(damaged.toString()), e::getMessage);
    }
}
