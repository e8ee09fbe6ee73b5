package org.fingerpost.core.header;

/** What is done to the addresses of a header for a mailer. */
@FunctionalInterface
public interface AddressFields {

    /** Leaves all addresses as they are. */
    AddressFields UNCHANGED = (value, sender) -> value;

    /**
     * @param value  of the field, unfolded: addresses separated by commas
     * @param sender whether it names senders ({@code From}, {@code Reply-To} …), else recipients
     * @return the value as this mailer wants it; the same if nothing is to change
     */
    String rewrite(String value, boolean sender);
}
