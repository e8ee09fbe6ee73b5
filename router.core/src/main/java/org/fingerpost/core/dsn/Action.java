package org.fingerpost.core.dsn;

/** What a report says has become of a recipient (RFC 3464 §2.3.3); in the order in which a report tells it. */
public enum Action {

    /** It will not be tried again. */
    FAILED("failed", "FAILURE", "returned"),
    /** It has not been reached yet and will be tried again. */
    DELAYED("delayed", "DELAY", "delayed"),
    /** It is in its mailbox, or with the program that it was for. */
    DELIVERED("delivered", "SUCCESS", "receipt"),
    /** A next hop that sends no receipts has it. */
    RELAYED("relayed", "SUCCESS", "receipt"),
    /** It stood for others, who have taken its place. */
    EXPANDED("expanded", "SUCCESS", "receipt");

    private final String word;
    private final String notify;
    private final String event;

    Action(String word, String notify, String event) {
        this.word = word;
        this.notify = notify;
        this.event = event;
    }

    /** As the field Action has it. */
    String word() {
        return word;
    }

    /** The keyword of NOTIFY by which a sender asks for it. */
    String notifyKeyword() {
        return notify;
    }

    /** The event of the mail log that says that the sender was told. */
    String event() {
        return event;
    }

    boolean isSuccess() {
        return notify.equals("SUCCESS");
    }
}
