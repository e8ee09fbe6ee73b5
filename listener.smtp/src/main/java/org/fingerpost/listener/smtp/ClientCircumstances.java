package org.fingerpost.listener.smtp;

import java.time.Instant;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.fingerpost.api.mail.Origin;
import org.fingerpost.api.submit.Offers;
import org.fingerpost.api.submit.PostOffice;
import org.fingerpost.listener.smtp.extension.Circumstances;
import org.fingerpost.listener.smtp.extension.Extension;
import org.fingerpost.listener.smtp.extension.Offering;

/**
 * What is offered to the client of a dialogue depends on these: its address, what is known of it, the router, the settings. For
 * one command.
 */
final class ClientCircumstances implements Circumstances {

    /** Sendmail's letters for what a client is not to be offered (rule set {@code srv_features}). */
    private static final Map<Character, Extension> FEATURES = Map.of('A', Extension.AUTH, 'D', Extension.DSN, 'E',
            Extension.ETRN, 'P', Extension.PIPELINING, 'S', Extension.STARTTLS, 'X', Extension.EXPN);

    private final Dialogue dialogue;
    private final Optional<PostOffice> office;
    /** Null until somebody asks. */
    private Offers router;
    private Set<Extension> withheld;

    ClientCircumstances(Dialogue dialogue) {
        this.dialogue = dialogue;
        this.office = dialogue.offices().current();
    }

    /** What is offered now. */
    static Offering offering(Dialogue dialogue) {
        return new Offering(new ClientCircumstances(dialogue), Instant.now());
    }

    private Origin client() {
        return dialogue.client().origin();
    }

    @Override
    public boolean isSubmission() {
        return dialogue.service().isSubmission();
    }

    @Override
    public boolean isAuthenticated() {
        return dialogue.client().isAuthenticated();
    }

    @Override
    public boolean isEncrypted() {
        return client().protection().isEncrypted();
    }

    @Override
    public boolean offersStartTls() {
        return !isEncrypted() && !isOnThisMachine() && dialogue.offices().security().hasCertificate();
    }

    /** Through a socket in the file system: the kernel says who it is. */
    private boolean isOnThisMachine() {
        return dialogue.client().peer().isEmpty();
    }

    @Override
    public Set<String> mechanisms() {
        boolean safe = isEncrypted() || dialogue.rules().security().authInClear();
        boolean known = isOnThisMachine();
        return safe && !known && dialogue.service() != Service.LMTP ? dialogue.offices().security().mechanisms() : Set.of();
    }

    @Override
    public boolean offersXclient() {
        return Xclient.isOffered(dialogue);
    }

    @Override
    public long maxBytes() {
        return office.map(PostOffice::maxMessageBytes).orElse(0L);
    }

    @Override
    public int maxRecipients() {
        return Math.min(dialogue.rules().maxRecipients(), office.isPresent() ? router().recipients() : Integer.MAX_VALUE);
    }

    @Override
    public int maxMessages() {
        return 0;
    }

    @Override
    public boolean offersReceipts() {
        return office.map(PostOffice::offersReceipts).orElse(true);
    }

    @Override
    public Offers router() {
        if (router == null) {
            router = office.map(present -> present.offers(client())).orElse(Offers.NONE);
        }
        return router;
    }

    @Override
    public Set<Extension> withheld() {
        if (withheld == null) {
            withheld = EnumSet.noneOf(Extension.class);
            withheld.addAll(dialogue.rules().withheld());
            String features = dialogue.client().admission().features();
            FEATURES.forEach((letter, extension) -> {
                if (features.indexOf(letter) >= 0) {
                    withheld.add(extension);
                }
            });
        }
        return withheld;
    }
}
