package org.fingerpost.core.policy;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

import org.fingerpost.api.mail.Origin;
import org.fingerpost.api.policy.MailerDefinition;
import org.fingerpost.api.policy.Policy;
import org.fingerpost.api.rewrite.Route;
import org.fingerpost.core.rewrite.Ascii;

/**
 * Who may have mail sent on to others. It is decided by the final route, not by the text of the address, so that no syntax
 * ({@code %}, {@code !}, source routes, quoting) finds a way around it. Class {@code R} of the policy holds networks
 * ({@code 127.0.0.0/8}, {@code 10.1}, {@code ::1}, {@code IPv6:2001:db8::/32}) whose clients may send anywhere, and domains that
 * anybody may send to.
 */
public final class Relaying {

    private static final Pattern DOTTED = Pattern.compile("\\d{1,3}(\\.\\d{1,3}){0,3}\\.?");

    private record Network(byte[] address, int bits) {

        boolean holds(byte[] client) {
            if (client.length != address.length) {
                return false;
            }
            for (int bit = 0; bit < bits; bit++) {
                int mask = 0x80 >> (bit % 8);
                if ((client[bit / 8] & mask) != (address[bit / 8] & mask)) {
                    return false;
                }
            }
            return true;
        }
    }

    private final List<Network> networks = new ArrayList<>();
    private final List<String> domains = new ArrayList<>();

    public Relaying(Policy policy) {
        for (String member : policy.classes().getOrDefault("R", Set.of())) {
            Network network = network(member);
            if (network != null) {
                networks.add(network);
            } else {
                domains.add(Ascii.lower(member));
            }
        }
    }

    /** Whether {@code origin} may send to this route. */
    public boolean isPermitted(Origin origin, Route route, MailerDefinition mailer) {
        return mailer.has('l') || mailer.has('A') || isTrusted(origin) || isPermittedDomain(route);
    }

    /** Whether {@code origin} may send anywhere: a program of this machine, a user who has said who he is, a permitted client. */
    public boolean isTrusted(Origin origin) {
        return origin.isLocal() || !origin.user().isEmpty() || isPermittedClient(origin.address());
    }

    /** Whether {@code text} is an IP address, in a form that clients of class {@code R} are compared in. */
    public static boolean isAddress(String text) {
        return literal(text) != null;
    }

    private boolean isPermittedClient(String address) {
        byte[] client = literal(address);
        return client != null && networks.stream().anyMatch(n -> n.holds(client));
    }

    /** The user of the route must name one of our domains as its last, and route no further from there. */
    private boolean isPermittedDomain(Route route) {
        Optional<String> domain = lastDomain(route);
        return domain.isPresent() && isPermittedDomain(domain.get());
    }

    /** The domain at which a route ends; empty if it has none, or if its user part could lead on from there. */
    public static Optional<String> lastDomain(Route route) {
        String user = route.user();
        int at = user.lastIndexOf('@');
        String local = at < 0 ? "" : user.substring(0, at);
        boolean routes = local.chars().anyMatch(c -> "@%!:\"\\".indexOf(c) >= 0);
        return at > 0 && !routes ? Optional.of(user.substring(at + 1)) : Optional.empty();
    }

    /** Whether anybody may have mail sent on to this domain. */
    public boolean isPermittedDomain(String domain) {
        String folded = Ascii.lower(domain);
        return domains.stream().anyMatch(d -> folded.equals(d) || folded.endsWith("." + d));
    }

    private static Network network(String member) {
        String text = member.regionMatches(true, 0, "IPv6:", 0, 5) ? member.substring(5) : member;
        int slash = text.indexOf('/');
        String host = slash < 0 ? text : text.substring(0, slash);
        byte[] address = DOTTED.matcher(host).matches() ? dotted(host) : literal(host);
        if (address == null) {
            return null;
        }
        int all = address.length * 8;
        int implied = DOTTED.matcher(host).matches() ? 8 * (int) host.replaceAll("\\.$", "").chars().filter(c -> c == '.')
                .count() + 8 : all;
        String suffix = slash < 0 ? "" : text.substring(slash + 1);
        boolean given = suffix.matches("\\d{1,3}") && Integer.parseInt(suffix) <= all;
        return slash >= 0 && !given ? null : new Network(address, given ? Integer.parseInt(suffix) : implied);
    }

    /** {@code 10.1} is the network of all addresses that begin so. */
    private static byte[] dotted(String host) {
        byte[] address = new byte[4];
        String[] parts = host.split("\\.");
        for (int i = 0; i < parts.length; i++) {
            int part = Integer.parseInt(parts[i]);
            if (part > 255) {
                return null;
            }
            address[i] = (byte) part;
        }
        return address;
    }

    /** An address literal; never a name, so that nothing is ever asked of a resolver. */
    private static byte[] literal(String text) {
        if (text.indexOf(':') < 0) {
            return quad(text);
        }
        if (!text.chars().allMatch(c -> c == ':' || c == '.' || Character.digit(c, 16) >= 0)) {
            return null;
        }
        try {
            return InetAddress.getByName(text).getAddress();
        } catch (UnknownHostException e) {
            return null;
        }
    }

    /** Four numbers up to 255, each of at most three digits. Asked for each message, more than once. */
    private static byte[] quad(String text) {
        byte[] address = new byte[4];
        int part = 0;
        int digits = 0;
        int value = 0;
        for (int i = 0; i <= text.length(); i++) {
            char c = i < text.length() ? text.charAt(i) : '.';
            if (c >= '0' && c <= '9' && digits < 3) {
                value = 10 * value + c - '0';
                digits++;
            } else if (c != '.' || digits == 0 || value > 255 || part == address.length) {
                return null;
            } else {
                address[part++] = (byte) value;
                digits = 0;
                value = 0;
            }
        }
        return part == address.length ? address : null;
    }
}
