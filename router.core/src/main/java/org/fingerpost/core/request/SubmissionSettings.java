package org.fingerpost.core.request;

import java.time.Duration;
import java.util.Optional;

import org.fingerpost.api.instance.Durations;
import org.fingerpost.api.instance.SettingsReader;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.AttributeType;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.slf4j.LoggerFactory;

/** The terms as {@code etc/submission.cfg} has them now. Any thread. */
@Component(service = Terms.class, configurationPid = SubmissionSettings.PID)
@Designate(ocd = SubmissionSettings.Config.class)
public final class SubmissionSettings implements Terms {

    static final String PID = "submission";
    private static final SettingsReader SETTINGS =
            new SettingsReader(PID, LoggerFactory.getLogger(SubmissionSettings.class)::error);

    /** {@code etc/submission.cfg}. Numbers are texts here, so that a bad one costs that setting alone. */
    @ObjectClassDefinition(id = SubmissionSettings.PID, name = "Submission",
            description = "What those who hand mail in may ask for, and what is put right in it")
    public @interface Config {

        @AttributeDefinition(description =
                "How long an authenticated user may have a message held before it is delivered (RFC 4865); 0s: not at all.")
        String hold() default "7d";

        @AttributeDefinition(description =
                "The least time that a sender may give for a delivery (RFC 2852); 0s: any; none: DELIVERBY is not offered.")
        String deliver_by() default "0s";

        @AttributeDefinition(type = AttributeType.BOOLEAN, description =
                "Whether a submission whose From is not the address of its authenticated user gets a field Sender that is.")
        String sender() default "false";

        @AttributeDefinition(description =
                "The domain of addresses in submissions that have none, and of users without one; empty: the router's name.")
        String domain() default "";
    }

    private volatile Duration hold = Terms.super.longestHold();
    private volatile Optional<Duration> deliverBy = Terms.super.shortestDeadline();
    private volatile boolean sender;
    private volatile String domain = "";

    @Activate
    @Modified
    public void configure(Config config) {
        hold = SETTINGS.duration("hold", config.hold(), Duration.ZERO, hold);
        deliverBy = SETTINGS.value("deliver.by", config.deliver_by(), deliverBy, text ->
                text.strip().equalsIgnoreCase("none") ? Optional.empty() : Optional.of(Durations.parse(text)));
        sender = SETTINGS.flag("sender", config.sender(), sender);
        domain = SETTINGS.value("domain", config.domain(), domain, SubmissionSettings::domain);
    }

    private static String domain(String text) {
        String domain = text.strip();
        if (!domain.matches("[A-Za-z0-9.-]*")) {
            throw new IllegalArgumentException("\"" + text
                    + "\" where a domain of letters, digits, dots and hyphens is expected");
        }
        return domain;
    }

    @Override
    public Duration longestHold() {
        return hold;
    }

    @Override
    public Optional<Duration> shortestDeadline() {
        return deliverBy;
    }

    @Override
    public boolean namesSender() {
        return sender;
    }

    @Override
    public String domain() {
        return domain;
    }
}
