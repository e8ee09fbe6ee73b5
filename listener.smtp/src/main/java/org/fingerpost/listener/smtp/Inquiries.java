package org.fingerpost.listener.smtp;

/** The commands that ask, and the one that ends: VRFY, QUIT. */
final class Inquiries {

    private Inquiries() {
    }

    static Answer vrfy(Dialogue dialogue, CommandLine command) throws BadCommand {
        String address = PathArgument.addressOf(command.argument(), "5.1.3");
        return Answer.of(dialogue.offices().current()
                .map(office -> Reply.of(office.verify(dialogue.client().origin(), address))).orElse(PostOffices.ABSENT));
    }

    static Answer quit(Dialogue dialogue, CommandLine command) throws BadCommand {
        command.requireNoArgument();
        return Answer.of(Reply.last(221, "2.0.0", dialogue.offices().hostName() + " closing"));
    }
}
