package org.fingerpost.mailer.smtp;

import java.util.List;

import org.fingerpost.api.mailer.Delivery;
import org.fingerpost.api.mailer.Outcome;

/** A message on its way by one {@link Connection}, and who wants to know what becomes of it. */
record Sending(Delivery delivery, ContentChunks content, Transaction transaction, Owner owner) {

    /** Hears one of these, once; never within the connection's lock. */
    interface Owner {

        void decided(List<Outcome> outcomes);

        /** The connection was no good, nothing has been said; its place among the connections is the owner's now. */
        void unheard();

        /**
         * This server would not have the message, of which nothing has been said. The connection keeps its place and ends by
         * itself.
         *
         * @param why        what becomes of the message if there is no other server
         * @param clearMayDo whether another connection to this server may do, without TLS
         */
        void passedOver(Outcome why, boolean clearMayDo);

        /** Whether it is not to be sent any more. Called within the connection's lock. */
        boolean hasEnded();
    }

    static Sending of(Delivery delivery, Owner owner) {
        ContentChunks content = content(delivery, ContentForm.DOTS);
        return new Sending(delivery, content, new Transaction(OutgoingMail.of(delivery, content.size())), owner);
    }

    /** The same content once more, from its beginning. */
    ContentChunks content(ContentForm form) {
        return content(delivery, form);
    }

    private static ContentChunks content(Delivery delivery, ContentForm form) {
        return new ContentChunks(delivery.message(), form, delivery.mailer().has('7'));
    }
}
