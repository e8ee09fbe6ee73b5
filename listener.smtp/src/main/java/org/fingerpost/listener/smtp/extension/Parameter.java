package org.fingerpost.listener.smtp.extension;

/** A parameter of MAIL or RCPT. Stateless. */
interface Parameter {

    /** Upper case. */
    String keyword();

    /** It is known only while that is offered. */
    Extension extension();

    /**
     * Checks its form.
     *
     * @param value  as given; empty if there is none
     * @param offering to this client
     * @throws BadParameter if a client may not say this
     */
    void check(String value, Offering offering) throws BadParameter;
}
