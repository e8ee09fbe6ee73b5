package org.fingerpost.mailer.vacation;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;

import org.fingerpost.api.instance.Instance;
import org.fingerpost.api.instance.SettingsReader;
import org.fingerpost.api.mail.EnhancedStatus;
import org.fingerpost.api.mailer.BlockingMailer;
import org.fingerpost.api.mailer.Delivery;
import org.fingerpost.api.mailer.DeliveryRecipient;
import org.fingerpost.api.mailer.Mailer;
import org.fingerpost.api.mailer.MailerName;
import org.fingerpost.api.mailer.Outcome;
import org.fingerpost.api.submit.PostOffice;
import org.fingerpost.api.unix.Account;
import org.fingerpost.api.unix.Accounts;
import org.fingerpost.api.unix.Impersonation;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.AttributeType;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The mailer {@code vacation}: answers for who is away. It delivers nothing, so whatever keeps it from answering is no failure of
 * the message: the log says why there is no answer. The host of the route is the user whose forward file asks for it, empty if
 * the operator's alias does; the user of the route is the command there. Safe on any number of threads.
 */
@Component(service = Mailer.class, configurationPid = VacationMailer.PID)
@Designate(ocd = VacationMailer.Config.class)
@MailerName(name = "vacation")
public final class VacationMailer implements BlockingMailer {

    static final String PID = "mailer.vacation";
    private static final Logger LOG = LoggerFactory.getLogger(VacationMailer.class);

    @ObjectClassDefinition(name = "Mailer for people who are away", description = "How mail is answered for them")
    @interface Config {

        @AttributeDefinition(name = "Interval", description = "How long nobody is answered again, unless the user says -r; a"
                + " duration. Default 7d")
        String interval() default "7d";

        @AttributeDefinition(name = "Least interval", description = "The shortest interval that a user may ask for, a duration."
                + " Default 1d")
        String interval_least() default "1d";

        @AttributeDefinition(name = "Answers", type = AttributeType.INTEGER, description = "How many people are answered for one"
                + " user within the interval; nobody else is. Default 1000")
        String answers() default "1000";

        @AttributeDefinition(name = "Text kept", type = AttributeType.INTEGER, description = "The longest file that an answer's"
                + " text may come from, in bytes. Default 65536")
        String text_max_bytes() default "65536";

        @AttributeDefinition(name = "Text", description = "The answer of users who have no file .vacation.msg; $SUBJECT is the"
                + " subject of the message. Empty: they answer nothing. Default: I am away and will read your message when I am"
                + " back.")
        String text() default "I am away and will read your message when I am back.";

        @AttributeDefinition(name = "Domains", description = "Domains that are ours beside those of the policy (classes w and M),"
                + " separated by commas: mail to a user there may be answered. Default empty")
        String domains() default "";

        @AttributeDefinition(name = "Directory", description = "Where a router that cannot become other users notes who has been"
                + " answered; relative paths count from the instance. Default var/vacation")
        String directory() default "var/vacation";
    }

    private final Settings settings;
    private final PostOffice office;
    private final Accounts accounts;
    private final Desks desks;
    private final Clock clock;

    /**
     * The settings as values.
     *
     * @param text    of who has no file; empty for none
     * @param domains ours beside those of the policy, lower case
     */
    record Settings(Duration interval, Duration least, int answers, int maxTextBytes, String text, List<String> domains,
            Path directory) {
    }

    @Activate
    public VacationMailer(Config config, @Reference Instance instance, @Reference PostOffice office, @Reference Accounts accounts,
            @Reference Impersonation impersonation) {
        this(settings(config, instance.base()), office, accounts, impersonation, Clock.systemDefaultZone());
    }

    VacationMailer(Settings settings, PostOffice office, Accounts accounts, Impersonation impersonation, Clock clock) {
        this.settings = settings;
        this.office = office;
        this.accounts = accounts;
        this.clock = clock;
        this.desks = new Desks(settings, impersonation, LOG::warn);
    }

    private static Settings settings(Config config, Path base) {
        SettingsReader reader = new SettingsReader(PID, LOG::error);
        List<String> domains = new ArrayList<>();
        for (String domain : config.domains().split(",")) {
            if (!domain.isBlank()) {
                domains.add(domain.strip().toLowerCase(Locale.ROOT));
            }
        }
        return new Settings(reader.duration("interval", config.interval(), Duration.ZERO, Duration.ofDays(7)),
                reader.duration("interval.least", config.interval_least(), Duration.ZERO, Duration.ofDays(1)),
                reader.number("answers", config.answers(), 1, 20_000, 1000),
                reader.number("text.max.bytes", config.text_max_bytes(), 1, 1 << 20, 65_536),
                config.text(), domains, reader.value("directory", config.directory(), base.resolve("var/vacation"),
                        base::resolve));
    }

    @Override
    public List<Outcome> attempt(Delivery delivery) {
        return delivery.recipients().stream().map(recipient -> answer(delivery, recipient)).toList();
    }

    private Outcome answer(Delivery delivery, DeliveryRecipient recipient) {
        try {
            VacationCall call = VacationCall.parse(recipient.user(), delivery.host());
            Account account = accounts.named(call.login())
                    .orElseThrow(() -> new IllegalArgumentException("there is no user " + call.login()));
            if (!call.isAway(LocalDate.now(clock))) {
                return unanswered(call.login() + " is not away");
            }
            Absentee absentee = Absentee.of(call.login(), call.aliases(), domains(delivery));
            Optional<String> objection = AnswerRules.objection(delivery.sender(), delivery.message().header())
                    .or(() -> absentee.is(delivery.sender().address()) ? Optional.of("it is from " + call.login())
                            : Optional.empty());
            Optional<String> address = absentee.addressIn(delivery.message().header());
            if (objection.isPresent() || address.isEmpty()) {
                return unanswered(objection.orElse("it does not name " + call.login() + " among its recipients"));
            }
            return answer(delivery, call, account, qualified(address.get()));
        } catch (IllegalArgumentException e) {
            LOG.warn("{}: |{} of {}: {}", delivery.queueId(), recipient.user(),
                    delivery.host().isEmpty() ? "an alias" : delivery.host(), e.getMessage());
            return unanswered(e.getMessage());
        } catch (IOException e) {
            return Outcome.deferred("4.3.0", line("cannot answer now: " + e.getMessage()));
        }
    }

    private Outcome answer(Delivery delivery, VacationCall call, Account account, String address) throws IOException {
        Desk desk = desks.of(account, call);
        String sender = delivery.sender().address();
        Desk.Claim claim = desk.claim(sender, clock.instant());
        if (claim.refusal().isPresent()) {
            return unanswered(claim.refusal().get());
        }
        Answer answer = new Answer(address, fullName(account), sender, delivery.message().header(), claim.text().orElseThrow());
        byte[] octets = answer.octets(clock.instant().atZone(clock.getZone()));
        Optional<Outcome> trouble = new Reply(office, account.name(), sender).send(octets);
        if (trouble.isPresent() && trouble.get() instanceof Outcome.Failed failed) {
            LOG.warn("{}: {}", delivery.queueId(), failed.text());
            return unanswered(failed.text());
        }
        if (trouble.isPresent()) {
            desk.release(sender, claim);
            return trouble.get();
        }
        return done("answered");
    }

    private Predicate<String> domains(Delivery delivery) {
        return domain -> delivery.isInClass("w", domain) || delivery.isInClass("M", domain)
                || domain.equalsIgnoreCase(delivery.macro("j")) || domain.equalsIgnoreCase(delivery.macro("M"))
                || settings.domains().contains(domain);
    }

    private String qualified(String address) {
        return address.indexOf('@') < 0 ? address + "@" + office.hostName() : address;
    }

    /** The full name of passwd(5): up to the first comma, {@code &} for the login name. */
    private static String fullName(Account account) {
        String name = account.gecos().split(",", 2)[0].strip();
        String login = account.name();
        String capitalised = login.isEmpty() ? "" : login.substring(0, 1).toUpperCase(Locale.ROOT) + login.substring(1);
        return Text.of(name.replace("&", capitalised)).replaceAll("\\p{Cntrl}", "");
    }

    private static Outcome unanswered(String why) {
        return done(line("not answered: " + why));
    }

    /** The message itself is in other hands: of the answer nobody is told. */
    private static Outcome done(String text) {
        return new Outcome.Delivered(EnhancedStatus.of("2.0.0"), text, Optional.empty(), Outcome.Handover.REPORTING);
    }

    private static String line(String text) {
        return text.replaceAll("[^\\x20-\\x7e]", "?");
    }
}
