package org.fingerpost.launcher;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Compares {@code etc/*.cfg} with what the bundles know before anything starts: a key that is misspelt would otherwise be a
 * setting that silently has no effect. Values are checked by the components.
 */
final class SettingsCheck {

    private final Path base;
    private final KnownSettings known;
    private final List<String> errors = new ArrayList<>();
    private final List<String> warnings = new ArrayList<>();

    private SettingsCheck(Path base, KnownSettings known) {
        this.base = base;
        this.known = known;
    }

    /**
     * Checks the settings of {@code instance}.
     *
     * @param bundles of the installation; those in {@code deploy/} are asked too
     * @throws IOException if a bundle of the installation cannot be read
     */
    static SettingsCheck of(InstanceFolder instance, List<Path> bundles) throws IOException {
        SettingsCheck check = new SettingsCheck(instance.base(), new KnownSettings());
        for (Path bundle : bundles) {
            check.known.learn(bundle);
        }
        for (Path bundle : Installation.files(instance.deploy(), ".jar")) {
            check.learnDeployed(bundle);
        }
        for (Path folder : List.of(instance.etc(), instance.deploy())) {
            Installation.files(folder, SettingsFile.ENDING).forEach(check::check);
        }
        return check;
    }

    /** What is dropped in may be half copied; File Install will say what becomes of it. */
    private void learnDeployed(Path bundle) {
        try {
            known.learn(bundle);
        } catch (IOException e) {
            warnings.add(base.relativize(bundle) + ": not a bundle, or not yet: " + e.getMessage());
        }
    }

    private void check(Path file) {
        try {
            check(SettingsFile.read(file));
        } catch (IOException e) {
            errors.add(base.relativize(file) + ": cannot be read: " + e.getMessage());
        }
    }

    /** What keeps the router from starting: file, line, key, what was expected; one line each. */
    List<String> errors() {
        return errors;
    }

    /** What somebody should look at: one line each. */
    List<String> warnings() {
        return warnings;
    }

    private void check(SettingsFile settings) {
        Path file = base.relativize(settings.file());
        if (!known.knows(settings.pid())) {
            if (!settings.keys().isEmpty()) {
                warnings.add(file + ": no bundle of the installation or in deploy/ has settings named \"" + settings.pid()
                        + "\"");
            }
            return;
        }
        for (SettingsFile.Key key : settings.keys()) {
            if (known.keys(settings.pid()).contains(key.name()) || isOfContainer(key.name())) {
                continue;
            }
            if (isOfMailer(settings.pid(), key.name())) {
                checkMailer(file + ":" + key.line(), key.name());
            } else {
                errors.add(file + ":" + key.line() + ": unknown key \"" + key.name() + "\"; known keys: "
                        + String.join(", ", known.keys(settings.pid())));
            }
        }
    }

    /** What only a mailer can read is handed on to it: its name comes before the key ({@code smtp.tls}). */
    private static boolean isOfMailer(String pid, String key) {
        return pid.equals("destination") && key.indexOf('.') > 0 && !key.startsWith("warn.") && !key.startsWith("return.");
    }

    /** A mailer need not have settings of its own, and may come later. */
    private void checkMailer(String where, String key) {
        String mailer = key.substring(0, key.indexOf('.'));
        if (!known.knows("mailer." + mailer)) {
            warnings.add(where + ": the key \"" + key + "\" is for the mailer \"" + mailer
                    + "\", and no bundle of the installation or in deploy/ has settings named \"mailer." + mailer + "\"");
        }
    }

    /** Every component has these: its rank among others of its name, and which services its references take. */
    private static boolean isOfContainer(String key) {
        return key.equals("service.ranking") || key.endsWith(".target");
    }
}
