package org.fingerpost.launcher;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

import org.osgi.framework.Constants;

/** The properties that the framework and its bundles are started with. */
final class FrameworkSettings {

    /** How often {@code etc/} and {@code deploy/} are looked at, in milliseconds. */
    private static final String POLL = "500";

    private FrameworkSettings() {
    }

    /** @param startLevel at which everything runs; bundles of {@code deploy/} start there too */
    static Map<String, String> of(InstanceFolder instance, Arguments arguments, int startLevel) {
        String level = Integer.toString(startLevel);
        Map<String, String> settings = new HashMap<>();
        settings.put("fingerpost.base", instance.base().toString());
        settings.put("fingerpost.listen", String.join(",", arguments.listen()));
        settings.put("fingerpost.policy", arguments.policy().map(Path::toString).orElse(""));

        // Bundles and configurations come from files alone, so nothing is kept from one start to the next.
        settings.put(Constants.FRAMEWORK_STORAGE, instance.cache().resolve("felix").toString());
        settings.put(Constants.FRAMEWORK_STORAGE_CLEAN, Constants.FRAMEWORK_STORAGE_CLEAN_ONFIRSTINIT);
        settings.put(Constants.FRAMEWORK_BEGINNING_STARTLEVEL, level);
        settings.put("felix.startlevel.bundle", level);
        settings.put("felix.shutdown.hook", "false");

        settings.put("felix.fileinstall.dir", instance.etc() + "," + instance.deploy());
        settings.put("felix.fileinstall.filter", ".*\\.(cfg|jar)");
        settings.put("felix.fileinstall.subdir.mode", "skip");
        settings.put("felix.fileinstall.noInitialDelay", "true");
        settings.put("felix.fileinstall.poll", POLL);
        settings.put("felix.fileinstall.start.level", level);
        settings.put("felix.fileinstall.enableConfigSave", "false");
        settings.put("felix.fileinstall.tmpdir", instance.cache().resolve("fileinstall").toString());
        settings.put("felix.fileinstall.log.level", "3"); // INFO: what was installed, what was configured

        settings.put("org.osgi.service.log.admin.loglevel", "INFO");
        settings.put("gosh.args", "--nointeractive --noshutdown");
        return settings;
    }
}
