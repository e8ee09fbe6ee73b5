package org.fingerpost.listener.smtp.extension;

/** A parameter that has no value: SMTPUTF8 (RFC 6531 §3.4), REQUIRETLS (RFC 8689 §2). */
record Flag(Extension extension) implements Parameter {

    @Override
    public String keyword() {
        return extension.keyword();
    }

    @Override
    public void check(String value, Offering offering) throws BadParameter {
        if (!value.isEmpty()) {
            throw BadParameter.ofForm(keyword() + " has no value");
        }
    }
}
