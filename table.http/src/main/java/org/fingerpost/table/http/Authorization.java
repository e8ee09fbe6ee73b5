package org.fingerpost.table.http;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

import org.fingerpost.api.instance.SecretFile;
import org.fingerpost.api.table.TableException;
import org.fingerpost.api.table.TableFlags;

/**
 * How we show who we are: flags {@code -M bearer} or {@code -M basic}, and {@code -P FILE}, whose first line is the token, or
 * {@code user:password}. It is read for each request, so a new one counts at once. Immutable.
 */
record Authorization(boolean basic, Path file) {

    static Optional<Authorization> of(TableFlags flags, Path directory, List<UrlTemplate> urls) throws TableException {
        String method = flags.value('M').toLowerCase(Locale.ROOT);
        if (!method.equals("bearer") && !method.equals("basic") && !method.isEmpty()) {
            throw new TableException("flag -M" + flags.value('M') + ": bearer or basic is expected");
        }
        if (method.isEmpty() != flags.value('P').isEmpty()) {
            throw new TableException("flags -M and -P: a method and the file of its secret are expected");
        }
        for (UrlTemplate url : urls) {
            if (!method.isEmpty() && !url.isPrivate()) {
                throw new TableException("flag -M: https is expected of " + url + ", for others could read the secret");
            }
        }
        return method.isEmpty() ? Optional.empty()
                : Optional.of(new Authorization(method.equals("basic"), directory.resolve(flags.value('P'))));
    }

    /** The header field's value. */
    String value() throws IOException {
        String secret = SecretFile.firstLine(file).strip();
        if (!secret.matches("[\\x20-\\x7e]+")) {
            throw new IOException(file + ": printable characters are expected in the first line");
        }
        return basic ? "Basic " + Base64.getEncoder().encodeToString(secret.getBytes(StandardCharsets.ISO_8859_1))
                : "Bearer " + secret;
    }
}
