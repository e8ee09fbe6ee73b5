package org.fingerpost.mailer.smtp;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

import org.fingerpost.api.mail.Body;

/** Bodies for tests. */
interface TestBody {

    static Body of(String octets) {
        byte[] bytes = octets.getBytes(StandardCharsets.ISO_8859_1);
        return body(bytes.length, () -> new ByteArrayInputStream(bytes));
    }

    /** Cannot be read. */
    static Body broken() {
        return body(10, () -> {
            throw new IOException("bad sector");
        });
    }

    static Body body(long size, Opening opening) {
        return new Body() {
            @Override
            public long size() {
                return size;
            }

            @Override
            public InputStream open() throws IOException {
                return opening.open();
            }
        };
    }

    interface Opening {
        InputStream open() throws IOException;
    }
}
