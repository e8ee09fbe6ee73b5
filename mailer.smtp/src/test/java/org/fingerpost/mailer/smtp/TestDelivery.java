package org.fingerpost.mailer.smtp;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;

import org.fingerpost.api.mail.Body;
import org.fingerpost.api.mail.Header;
import org.fingerpost.api.mail.HeaderField;
import org.fingerpost.api.mail.Message;
import org.fingerpost.api.mail.QueueId;
import org.fingerpost.api.mail.ReversePath;
import org.fingerpost.api.mailer.Delivery;
import org.fingerpost.api.mailer.DeliveryRecipient;
import org.fingerpost.api.policy.MacroText;
import org.fingerpost.api.policy.MailerDefinition;

/** A delivery as the router would make it. */
final class TestDelivery implements Delivery {

    private final String host;
    private final List<String> definedArguments;
    private final List<String> users;
    private final Body body;
    private String clientName = "client.test";
    private final Map<String, String> options = new HashMap<>();
    private Set<String> ourNames = Set.of();
    private String path = "[TCP]";
    private final Map<String, String> settings = new HashMap<>();
    private final Map<String, String> parameters = new HashMap<>();
    private final List<HeaderField> header = new ArrayList<>(List.of(HeaderField.of("Subject", "test")));
    private String flags = "mDFMuX";
    final AtomicInteger progress = new AtomicInteger();

    private TestDelivery(String host, List<String> definedArguments, List<String> users, Body body) {
        this.host = host;
        this.definedArguments = definedArguments;
        this.users = users;
        this.body = body;
    }

    /** To {@code host}, {@code A=TCP $h}. */
    static TestDelivery to(String host, String... users) {
        return new TestDelivery(host, List.of("TCP", "$h"), users.length == 0 ? List.of("a@mx.test") : List.of(users),
                TestBody.of("hello\r\n"));
    }

    /** With {@code A=} as given. */
    TestDelivery arguments(String... arguments) {
        return new TestDelivery(host, List.of(arguments), users, body).mailer(path, flags);
    }

    /** With {@code P=} and {@code F=} as given. */
    TestDelivery mailer(String newPath, String newFlags) {
        path = newPath;
        flags = newFlags;
        return this;
    }

    /** What we call ourselves. */
    TestDelivery named(String name) {
        clientName = name;
        return this;
    }

    /** With an option of the policy. */
    TestDelivery option(String name, String value) {
        options.put(name, value);
        return this;
    }

    /** With what the operator has set for the destination. */
    TestDelivery setting(String key, String value) {
        settings.put(key, value);
        return this;
    }

    /** With what the message came with. */
    TestDelivery parameter(String keyword, String value) {
        parameters.put(keyword, value);
        return this;
    }

    /** With one more field in the header. */
    TestDelivery field(String name, String value) {
        header.add(HeaderField.of(name, value));
        return this;
    }

    /** With more flags of the mailer definition. */
    TestDelivery flags(String more) {
        flags += more;
        return this;
    }

    /** With these in class w. */
    TestDelivery ours(String... names) {
        ourNames = Set.of(names);
        return this;
    }

    TestDelivery body(Body other) {
        return new TestDelivery(host, definedArguments, users, other).mailer(path, flags);
    }

    @Override
    public QueueId queueId() {
        return new QueueId("4711AB");
    }

    @Override
    public MailerDefinition mailer() {
        List<MacroText> arguments = definedArguments.stream().map(MacroText::parse).toList();
        return new MailerDefinition("esmtp", path, flags, arguments, Map.of());
    }

    @Override
    public String host() {
        return host;
    }

    @Override
    public ReversePath sender() {
        return new ReversePath("s@client.test", parameters);
    }

    @Override
    public List<DeliveryRecipient> recipients() {
        return users.stream().map(user -> new DeliveryRecipient(user, user, Map.of())).toList();
    }

    @Override
    public Message message() {
        return new Message(new Header(header), body);
    }

    @Override
    public List<String> arguments() {
        List<String> expanded = new ArrayList<>();
        for (String argument : definedArguments) {
            if (argument.contains("$u")) {
                users.forEach(user -> expanded.add(argument.replace("$u", user)));
            } else {
                expanded.add(argument.replace("$h", host));
            }
        }
        return expanded;
    }

    @Override
    public String macro(String name) {
        return name.equals("j") ? clientName : "";
    }

    @Override
    public Optional<String> option(String name) {
        return Optional.ofNullable(options.get(name));
    }

    @Override
    public boolean isInClass(String name, String word) {
        return name.equals("w") && ourNames.contains(word.toLowerCase(Locale.ROOT));
    }

    @Override
    public Map<String, String> settings() {
        return settings;
    }

    @Override
    public void progress() {
        progress.incrementAndGet();
    }

    @Override
    public Executor workers() {
        throw new AssertionError("no thread of the router's is needed");
    }
}
