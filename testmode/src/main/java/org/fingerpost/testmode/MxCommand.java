package org.fingerpost.testmode;

/** {@code /mx host}: the mail exchangers of a host. The router asks no name service for them, so a host is its own and only one. */
final class MxCommand implements Command {

    private final Session session;

    MxCommand(Session session) {
        this.session = session;
    }

    @Override
    public void run(String host) {
        if (host.isEmpty()) {
            session.screen().line("Usage: /mx address");
            return;
        }
        session.screen().line("getmxrr(" + host + ") returns 1 value(s):");
        session.screen().line("\t" + host);
    }
}
