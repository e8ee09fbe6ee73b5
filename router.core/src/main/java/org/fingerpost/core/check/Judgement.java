package org.fingerpost.core.check;

import org.fingerpost.api.submit.Verdict;

/** What one check rule set says. */
public sealed interface Judgement {

    /** Nothing against it, whatever else the rules made of it. */
    record Accepted() implements Judgement {
    }

    /** {@code $#error}; or the rules could not say, then for now only. The text is one printable line. */
    record Refused(Verdict verdict) implements Judgement {
    }

    /** {@code $#discard}: the message is taken and thrown away. */
    record Discarded() implements Judgement {
    }

    /** {@code $#error $@ quarantine $: reason}: the message is taken and held for a human. */
    record Quarantined(String reason) implements Judgement {
    }
}
