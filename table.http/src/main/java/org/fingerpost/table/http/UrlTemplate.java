package org.fingerpost.table.http;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

import org.fingerpost.api.table.TableException;

/**
 * A URL with places for the key, {@code %0}, and for the arguments of the look-up, {@code %1} to {@code %9}, in its path or
 * query. Immutable.
 */
final class UrlTemplate {

    private static final String UNRESERVED = "-._~";
    private static final Set<String> SCHEMES = Set.of("http", "https");
    /** Servers take this much for a request line; a longer key cannot be asked for. */
    private static final int MAX_LENGTH = 8000;

    private final String text;
    private final URI example;

    private UrlTemplate(String text, URI example) {
        this.text = text;
        this.example = example;
    }

    static UrlTemplate parse(String written) throws TableException {
        int path = written.indexOf('/', Math.max(written.indexOf("://"), 0) + 3);
        int place = place(written);
        URI example;
        try {
            example = new URI(written.replaceAll("%[0-9](?![0-9A-Fa-f])", "x"));
        } catch (URISyntaxException e) {
            throw new TableException("\"" + written + "\" is no URL: " + e.getReason(), e);
        }
        if (example.getScheme() == null || !SCHEMES.contains(example.getScheme().toLowerCase(Locale.ROOT))
                || example.getHost() == null) {
            throw new TableException("\"" + written + "\" where https://HOST/PATH/%0 is expected");
        }
        if (example.getRawUserInfo() != null || example.getRawFragment() != null) {
            throw new TableException("\"" + written + "\": a URL without a user and without a fragment is expected");
        }
        if (place < 0 || path < 0 || place < path) {
            throw new TableException("\"" + written + "\": %0 is expected in the path or the query");
        }
        return new UrlTemplate(written, example);
    }

    /** Of the first one; -1 if there is none. {@code %2F} is an octet of the URL and no place. */
    private static int place(String written) {
        for (int i = 0; i < written.length(); i++) {
            if (isPlace(written, i)) {
                return i;
            }
        }
        return -1;
    }

    private static boolean isPlace(String text, int at) {
        return text.charAt(at) == '%' && at + 1 < text.length() && text.charAt(at + 1) >= '0' && text.charAt(at + 1) <= '9'
                && (at + 2 == text.length() || !HexFormat.isHexDigit(text.charAt(at + 2)));
    }

    /** Whether what is said there can be heard by nobody else: TLS, or this machine. */
    boolean isPrivate() {
        String host = example.getHost().toLowerCase(Locale.ROOT);
        return example.getScheme().equalsIgnoreCase("https") || host.equals("localhost") || host.equals("[::1]")
                || host.matches("127\\.\\d{1,3}\\.\\d{1,3}\\.\\d{1,3}");
    }

    /**
     * The URL for a key.
     *
     * @param key octets, as are the arguments
     * @return empty if there is none: one of them is empty, leads elsewhere ({@code ..}), or is too long
     */
    Optional<URI> url(String key, List<String> arguments) {
        StringBuilder url = new StringBuilder(text.length() + key.length());
        for (int i = 0; i < text.length(); i++) {
            if (!isPlace(text, i)) {
                url.append(text.charAt(i));
                continue;
            }
            int which = text.charAt(++i) - '0';
            String octets = which == 0 ? key : which <= arguments.size() ? arguments.get(which - 1) : "";
            if (octets.isEmpty() || octets.equals(".") || octets.equals("..") || octets.length() > MAX_LENGTH) {
                return Optional.empty();
            }
            encode(octets, url);
        }
        return url.length() > MAX_LENGTH ? Optional.empty() : Optional.of(URI.create(url.toString()));
    }

    /** RFC 3986 §2.1: every octet that is not unreserved is written as its number. */
    private static void encode(String octets, StringBuilder url) {
        for (int i = 0; i < octets.length(); i++) {
            char c = octets.charAt(i);
            if (c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || UNRESERVED.indexOf(c) >= 0) {
                url.append(c);
            } else {
                url.append('%').append(HexFormat.of().withUpperCase().toHexDigits((byte) (c & 0xff)));
            }
        }
    }

    /** Scheme, host and port. */
    @Override
    public String toString() {
        return example.getScheme() + "://" + example.getRawAuthority();
    }
}
