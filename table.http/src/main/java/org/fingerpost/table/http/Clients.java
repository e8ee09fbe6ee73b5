package org.fingerpost.table.http;

import java.io.IOException;

/** The client by the settings now, shared by all tables and made when it is first needed. The monitor guards it. Any thread. */
final class Clients {

    private Settings settings;
    private Client client;

    Clients(Settings settings) {
        this.settings = settings;
    }

    synchronized void set(Settings now) {
        settings = now;
        client = null; // requests under way end on the old one
    }

    synchronized Settings settings() {
        return settings;
    }

    synchronized Client client() throws IOException {
        if (client == null) {
            client = new Client(settings);
        }
        return client;
    }
}
