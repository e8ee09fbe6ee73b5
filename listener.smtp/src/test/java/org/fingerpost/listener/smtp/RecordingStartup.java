package org.fingerpost.listener.smtp;

import java.util.ArrayList;
import java.util.List;

import org.fingerpost.api.instance.Startup;

/** Writes down what it is told. */
final class RecordingStartup implements Startup {

    final List<String> said = new ArrayList<>();

    @Override
    public void listening(String kind, String address) {
        said.add(kind + " " + address);
    }

    @Override
    public void failed(String reason) {
        said.add("failed: " + reason);
    }
}
