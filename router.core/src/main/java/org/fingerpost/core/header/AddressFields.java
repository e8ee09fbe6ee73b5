package org.fingerpost.core.header;

/** What is done to the addresses of a header for a mailer. */
@FunctionalInterface
public interface AddressFields {

    /** Leaves all addresses as they are. */
    AddressFields UNCHANGED = (item, sender) -> item;

    /**
     * @param item   what stands between two commas: an address, perhaps with phrase, comments and angle brackets; may hold
     *               line ends
     * @param sender whether it names a sender ({@code From}, {@code Reply-To} …), else a recipient
     * @return the item as this mailer wants it; empty if it is to go
     */
    String rewrite(String item, boolean sender);

    /** One item that was put together of a name and an address: the name in quotes if it must be, what is open closed. */
    default String mend(String item) {
        return item;
    }
}
