package org.fingerpost.core.settings;

import org.fingerpost.api.instance.SettingsReader;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.AttributeType;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.slf4j.LoggerFactory;

/** The limits as {@code etc/lists.cfg} has them now. Any thread. */
@Component(service = ListLimits.class, configurationPid = ListSettings.PID)
@Designate(ocd = ListSettings.Config.class)
public final class ListSettings implements ListLimits {

    static final String PID = "lists";
    private static final SettingsReader SETTINGS = new SettingsReader(PID, LoggerFactory.getLogger(ListSettings.class)::error);

    /** {@code etc/lists.cfg}. Numbers are texts here, so that a bad one costs that setting alone. */
    @ObjectClassDefinition(id = ListSettings.PID, name = "Lists", description = "What aliases and lists may come to")
    public @interface Config {

        @AttributeDefinition(type = AttributeType.LONG, description =
                "The longest file that an :include: is read from, bytes; 1 to 1073741824. Mail for a longer one waits.")
        String max_bytes() default "67108864";

        @AttributeDefinition(type = AttributeType.INTEGER, description =
                "How many recipients aliases and lists may make of one message; 1 to 10000000. Mail for a list that would be more "
                + "waits.")
        String max_members() default "250000";
    }

    private volatile long bytes = ListLimits.super.bytes();
    private volatile int members = ListLimits.super.members();

    @Activate
    @Modified
    public void configure(Config config) {
        bytes = SETTINGS.number("max.bytes", config.max_bytes(), 1L, 1L << 30, bytes);
        members = SETTINGS.number("max.members", config.max_members(), 1, 10_000_000, members);
    }

    @Override
    public long bytes() {
        return bytes;
    }

    @Override
    public int members() {
        return members;
    }
}
