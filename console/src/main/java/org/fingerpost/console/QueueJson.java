package org.fingerpost.console;

import java.io.PrintStream;
import java.time.Instant;
import java.util.Comparator;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

import org.fingerpost.api.control.Json;
import org.fingerpost.api.mail.HeaderField;
import org.fingerpost.api.mail.Origin;
import org.fingerpost.api.mail.ReversePath;
import org.fingerpost.api.mailer.Diagnostic;
import org.fingerpost.api.mailer.Outcome;
import org.fingerpost.api.queue.DestinationState;
import org.fingerpost.api.queue.Hold;
import org.fingerpost.api.queue.Job;
import org.fingerpost.api.queue.JobRecipient;
import org.fingerpost.api.queue.QueueControl.Entry;
import org.fingerpost.api.queue.Standing;

/** Jobs as JSON for programs. Times are RFC 3339, in UTC; names are only ever added. */
final class QueueJson {

    private QueueJson() {
    }

    /** Prints an object a line for each job, as the jobs come. @return how many */
    static int list(Stream<Entry> entries, PrintStream out) {
        int count = 0;
        for (Iterator<Entry> each = entries.iterator(); each.hasNext(); count++) {
            out.print(Json.write(job(each.next())) + "\n");
        }
        return count;
    }

    /** With the header, field by field as received. */
    static String show(Entry entry) {
        Map<String, Object> job = job(entry);
        job.put("header", entry.job().header().fields().stream().map(HeaderField::raw).toList());
        return Json.write(job);
    }

    private static Map<String, Object> job(Entry entry) {
        Job job = entry.job();
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("id", job.id().value());
        object.put("arrived", job.arrived().toString());
        object.put("origin", origin(job.origin()));
        object.put("sender", job.sender().address());
        object.put("bodySize", job.bodySize());
        object.put("held", job.held());
        object.put("active", entry.active());
        object.put("hold", job.hold().map(QueueJson::hold).orElse(null));
        object.put("priority", entry.priority());
        object.put("nextAttempt", time(job.recipients().stream().flatMap(r -> next(entry, r).stream())
                .min(Comparator.naturalOrder())));
        object.put("waitsFor", entry.standing() instanceof Standing.Waiting waiting
                ? waiting.destinations().stream().map(QueueJson::destination).toList() : List.of());
        object.put("recipients", job.recipients().stream().map(r -> recipient(entry, r)).toList());
        return object;
    }

    private static Map<String, Object> hold(Hold hold) {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("since", hold.since().toString());
        object.put("by", hold.by());
        object.put("reason", hold.reason());
        return object;
    }

    static Map<String, Object> destination(DestinationState state) {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("mailer", state.way().mailer());
        object.put("host", state.way().host());
        object.put("condition", CensusJson.lower(state.condition()));
        object.put("active", state.active());
        object.put("limit", state.limit());
        object.put("waiting", state.waiting());
        object.put("since", time(state.since()));
        object.put("until", time(state.until()));
        object.put("status", state.reason().map(why -> why.status().toString()).orElse(null));
        object.put("text", state.reason().map(Outcome::text).orElse(null));
        return object;
    }

    /** When something is tried next for a recipient, as far as that is known: what is held or being tried has no time. */
    static Optional<Instant> next(Entry entry, JobRecipient recipient) {
        if (!recipient.isOpen() || entry.active() || entry.job().held()) {
            return Optional.empty();
        }
        Instant next = recipient.nextAttempt();
        if (entry.standing() instanceof Standing.Waiting waiting) {
            return waiting.destinations().stream().anyMatch(state -> isOf(state, recipient)) ? Optional.empty()
                    : Optional.of(next);
        }
        Instant due = ((Standing.Due) entry.standing()).time();
        return Optional.of(due.isBefore(next) ? due : next);
    }

    /** Whether a recipient goes there: what has not been tried yet may go to any of them. */
    private static boolean isOf(DestinationState state, JobRecipient recipient) {
        return recipient.via().isEmpty() || recipient.via().get().equals(state.way()) || state.way().mailer().isEmpty();
    }

    private static Map<String, Object> origin(Origin origin) {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("protocol", origin.protocol());
        object.put("name", origin.name());
        object.put("address", origin.address());
        object.put("user", origin.user());
        return object;
    }

    private static Map<String, Object> recipient(Entry entry, JobRecipient recipient) {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("number", recipient.number());
        object.put("parent", recipient.parent());
        object.put("submitted", recipient.recipient().address());
        object.put("target", recipient.display());
        object.put("state", recipient.state().name().toLowerCase(Locale.ROOT));
        object.put("listOwner", recipient.listOwner().map(ReversePath::address).orElse(null));
        object.put("attempts", recipient.attempts());
        object.put("lastAttempt", time(recipient.lastAttempt()));
        object.put("nextAttempt", time(next(entry, recipient)));
        object.put("mailer", recipient.via().map(JobRecipient.Via::mailer).orElse(null));
        object.put("host", recipient.via().map(JobRecipient.Via::host).orElse(null));
        object.put("status", recipient.lastOutcome().map(outcome -> outcome.status().toString()).orElse(null));
        object.put("text", recipient.lastOutcome().map(Outcome::text).orElse(null));
        Optional<Diagnostic> said = recipient.lastOutcome().flatMap(Outcome::diagnostic);
        object.put("reporter", said.map(Diagnostic::reporter).orElse(null));
        object.put("reply", said.map(Diagnostic::text).orElse(null));
        return object;
    }

    private static String time(Optional<Instant> time) {
        return time.map(Instant::toString).orElse(null);
    }
}
