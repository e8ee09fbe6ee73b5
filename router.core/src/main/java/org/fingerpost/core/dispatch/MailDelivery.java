package org.fingerpost.core.dispatch;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.BiPredicate;

import org.fingerpost.api.mail.Body;
import org.fingerpost.api.mail.Header;
import org.fingerpost.api.mail.Message;
import org.fingerpost.api.mail.QueueId;
import org.fingerpost.api.mail.ReversePath;
import org.fingerpost.api.mailer.Delivery;
import org.fingerpost.api.mailer.DeliveryRecipient;
import org.fingerpost.api.policy.MailerDefinition;
import org.fingerpost.api.unix.Account;
import org.fingerpost.core.policy.MacroScope;

/** What a mailer sees of an attempt. */
final class MailDelivery implements Delivery {

    private final QueueId queueId;
    private final MailerDefinition mailer;
    private final String host;
    private final ReversePath sender;
    private final List<DeliveryRecipient> recipients;
    private final Message message;
    private final LentBody body;
    private final List<String> arguments;
    private final String fromLine;
    private final Map<String, String> environment;
    private final MacroScope macros;
    private final BiPredicate<String, String> classes;
    private Runnable progress = () -> { };
    private Executor workers = Runnable::run;
    private Map<String, String> settings = Map.of();
    private boolean eightBit;
    private Optional<Account> runAs = Optional.empty();

    /** @param classes whether the class named first has the word named second */
    MailDelivery(QueueId queueId, MailerDefinition mailer, String host, ReversePath sender, List<DeliveryRecipient> recipients,
            Header header, Body body, ProgramCall call, MacroScope macros, BiPredicate<String, String> classes) {
        this.queueId = queueId;
        this.mailer = mailer;
        this.host = host;
        this.sender = sender;
        this.recipients = List.copyOf(recipients);
        this.body = new LentBody(body);
        this.message = new Message(header, this.body);
        this.arguments = call.arguments();
        this.fromLine = call.fromLine();
        this.environment = call.environment();
        this.macros = macros;
        this.classes = classes;
    }

    /** Whether the body has octets above 127; before the mailer sees it. */
    MailDelivery with(boolean octetsAbove127) {
        eightBit = octetsAbove127;
        return this;
    }

    /** What the operator has set for its destination; before the mailer sees it. */
    MailDelivery with(Map<String, String> ofDestination) {
        settings = ofDestination;
        return this;
    }

    /** In whose name the mailer acts; before the mailer sees it. */
    MailDelivery as(Optional<Account> account) {
        runAs = account;
        return this;
    }

    /** Ties it to its attempt; once, before the mailer sees it. */
    void attach(Runnable signOfLife, Executor threads) {
        progress = signOfLife;
        workers = threads;
    }

    /** The attempt has ended: the body is no longer the mailer's. */
    void end() {
        body.end();
    }

    @Override
    public QueueId queueId() {
        return queueId;
    }

    @Override
    public MailerDefinition mailer() {
        return mailer;
    }

    @Override
    public String host() {
        return host;
    }

    @Override
    public ReversePath sender() {
        return sender;
    }

    @Override
    public List<DeliveryRecipient> recipients() {
        return recipients;
    }

    @Override
    public Message message() {
        return message;
    }

    @Override
    public List<String> arguments() {
        return arguments;
    }

    @Override
    public String macro(String name) {
        return macros.value(name).orElse("");
    }

    @Override
    public Optional<String> option(String name) {
        return macros.policy().option(name);
    }

    @Override
    public boolean isInClass(String name, String word) {
        return classes.test(name, word);
    }

    @Override
    public String fromLine() {
        return fromLine;
    }

    @Override
    public Map<String, String> environment() {
        return environment;
    }

    @Override
    public boolean isEightBit() {
        return eightBit;
    }

    @Override
    public Optional<Account> runAs() {
        return runAs;
    }

    @Override
    public Map<String, String> settings() {
        return settings;
    }

    @Override
    public void progress() {
        progress.run();
    }

    @Override
    public Executor workers() {
        return workers;
    }
}
