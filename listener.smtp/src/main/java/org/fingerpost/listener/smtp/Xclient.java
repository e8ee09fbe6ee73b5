package org.fingerpost.listener.smtp;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Pattern;

import org.fingerpost.api.instance.Networks;
import org.fingerpost.api.mail.ClientHost;
import org.fingerpost.api.mail.ClientHost.Standing;
import org.fingerpost.api.mail.Origin;
import org.fingerpost.api.mail.Protection;
import org.fingerpost.api.mail.Xtext;

/**
 * XCLIENT (postfix.org/XCLIENT_README.html): a client that is trusted says for whom it speaks, and the session begins anew as
 * that one's.
 */
final class Xclient {

    /** What can be said, as EHLO lists it. */
    enum Attribute {
        NAME, ADDR, PORT, PROTO, HELO, LOGIN, DESTADDR, DESTPORT
    }

    private static final String UNAVAILABLE = "[UNAVAILABLE]";
    private static final String NOT_NOW = "[TEMPUNAVAIL]";
    private static final Pattern XTEXT = Pattern.compile("(?:[!-*,-<>-~\\[\\]]|\\+[0-9A-Fa-f]{2})*");
    private static final Pattern HOST = Pattern.compile("[A-Za-z0-9_.\\-\\[\\]:]{1,255}");
    private static final String IPV6 = "IPV6:";

    private final Map<Attribute, String> said = new EnumMap<>(Attribute.class);

    private Xclient() {
    }

    /** Whether the peer of this dialogue, whoever it speaks for, may say so. */
    static boolean isOffered(Dialogue dialogue) {
        return dialogue.rules().security().xclient().hold(dialogue.client().peer());
    }

    static Answer xclient(Dialogue dialogue, CommandLine command) throws BadCommand {
        if (!isOffered(dialogue)) {
            throw new BadCommand(550, "5.7.0", "not permitted");
        }
        Xclient xclient = parse(command.argument());
        dialogue.drop();
        dialogue.enter(Phase.ARRIVING);
        Origin origin = xclient.origin(dialogue.client().origin());
        dialogue.client().become(origin);
        return Introduction.greeting(dialogue, CompletableFuture.completedFuture(origin.host()));
    }

    private static Xclient parse(String argument) throws BadCommand {
        Xclient xclient = new Xclient();
        for (String word : argument.split(" +")) {
            int equals = word.indexOf('=');
            String value = word.substring(equals + 1);
            if (equals < 0 || !XTEXT.matcher(value).matches()) {
                throw new BadCommand(501, "5.5.4", "attributes of the form NAME=VALUE are expected, in xtext");
            }
            xclient.put(word.substring(0, equals), Xtext.decode(value));
        }
        return xclient;
    }

    private void put(String name, String value) throws BadCommand {
        for (Attribute attribute : Attribute.values()) {
            if (attribute.name().equalsIgnoreCase(name)) {
                requireSense(attribute, value);
                said.put(attribute, value);
                return;
            }
        }
        throw new BadCommand(501, "5.5.4", "unknown attribute");
    }

    private static void requireSense(Attribute attribute, String value) throws BadCommand {
        boolean senseless = !isSaid(value) ? false : switch (attribute) {
            case NAME, HELO -> !HOST.matcher(value).matches();
            case ADDR, DESTADDR -> !isAddress(value);
            case PORT, DESTPORT -> !value.matches("\\d{1,5}") || Integer.parseInt(value) > 65535;
            case PROTO -> !value.equalsIgnoreCase("SMTP") && !value.equalsIgnoreCase("ESMTP");
            case LOGIN -> value.length() > 255 || value.chars().anyMatch(c -> c < ' ' || c == 0x7f);
        };
        if (senseless) {
            throw new BadCommand(501, "5.5.4", "bad value of " + attribute);
        }
    }

    private static boolean isAddress(String value) {
        try {
            String bare = bare(value);
            return bare.indexOf('/') < 0 && !bare.isEmpty() && Networks.parse(bare).hold(bare);
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static String bare(String address) {
        return address.regionMatches(true, 0, IPV6, 0, IPV6.length()) ? address.substring(IPV6.length()) : address;
    }

    private static boolean isSaid(String value) {
        return !value.isEmpty() && !value.equalsIgnoreCase(UNAVAILABLE) && !value.equalsIgnoreCase(NOT_NOW);
    }

    /** What was not said stays as it was; of another address nothing else is known. */
    private Origin origin(Origin before) {
        boolean moved = said.containsKey(Attribute.ADDR);
        String address = value(Attribute.ADDR).map(Xclient::bare).map(Xclient::text).orElse(moved ? "" : before.address());
        ClientHost host = host(moved ? ClientHost.UNKNOWN : before.host());
        String user = said.containsKey(Attribute.LOGIN) ? value(Attribute.LOGIN).orElse("") : before.user();
        Protection protection = said.containsKey(Attribute.LOGIN)
                ? before.protection().authenticatedBy(user.isEmpty() ? "" : "XCLIENT") : before.protection();
        return new Origin("SMTP", value(Attribute.HELO).orElse(""), address, user, host, protection);
    }

    private ClientHost host(ClientHost before) {
        int port = value(Attribute.PORT).map(Integer::parseInt).orElse(before.port());
        String server = value(Attribute.DESTADDR).map(Xclient::bare).map(Xclient::text).orElse(before.server());
        ClientHost host = new ClientHost(before.name(), before.standing(), port, server);
        if (!said.containsKey(Attribute.NAME)) {
            return host;
        }
        return value(Attribute.NAME).map(name -> host.named(name, Standing.OK))
                .orElseGet(() -> host.named("",
                        said.get(Attribute.NAME).equalsIgnoreCase(NOT_NOW) ? Standing.TEMP : Standing.FAIL));
    }

    private Optional<String> value(Attribute attribute) {
        return Optional.ofNullable(said.get(attribute)).filter(Xclient::isSaid);
    }

    /** As all addresses are written here; the form has been checked, so no name is looked up. */
    private static String text(String literal) {
        try {
            return ClientAddress.text(InetAddress.getByName(literal));
        } catch (UnknownHostException e) {
            return literal;
        }
    }
}
