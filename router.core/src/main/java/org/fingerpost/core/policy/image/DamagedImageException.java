package org.fingerpost.core.policy.image;

/** An image that cannot be read; the message says why. */
final class DamagedImageException extends Exception {

    private static final long serialVersionUID = 1L;

    DamagedImageException(String why) {
        super(why);
    }
}
