package org.fingerpost.console;

import java.io.PrintStream;
import java.time.Instant;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

import org.fingerpost.api.control.Json;
import org.fingerpost.api.mail.HeaderField;
import org.fingerpost.api.mail.Origin;
import org.fingerpost.api.mailer.Outcome;
import org.fingerpost.api.queue.Job;
import org.fingerpost.api.queue.JobRecipient;
import org.fingerpost.api.queue.QueueControl.Entry;

/** Jobs as JSON for programs. Times are RFC 3339, in UTC; names are only ever added. */
final class QueueJson {

    private QueueJson() {
    }

    /** Prints an array, a job a line, as the jobs come. */
    static void list(Stream<Entry> entries, PrintStream out) {
        out.print('[');
        String between = "";
        for (Iterator<Entry> each = entries.iterator(); each.hasNext(); between = ",\n") {
            out.print(between + Json.write(job(each.next())));
        }
        out.print("]\n");
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
        object.put("nextAttempt", time(job.nextAttempt()));
        object.put("recipients", job.recipients().stream().map(QueueJson::recipient).toList());
        return object;
    }

    private static Map<String, Object> origin(Origin origin) {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("protocol", origin.protocol());
        object.put("name", origin.name());
        object.put("address", origin.address());
        object.put("user", origin.user());
        return object;
    }

    private static Map<String, Object> recipient(JobRecipient recipient) {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("number", recipient.number());
        object.put("parent", recipient.parent());
        object.put("submitted", recipient.recipient().address());
        object.put("target", recipient.display());
        object.put("state", recipient.state().name().toLowerCase(Locale.ROOT));
        object.put("attempts", recipient.attempts());
        object.put("lastAttempt", time(recipient.lastAttempt()));
        object.put("nextAttempt", recipient.isPending() ? recipient.nextAttempt().toString() : null);
        object.put("status", recipient.lastOutcome().map(outcome -> outcome.status().toString()).orElse(null));
        object.put("text", recipient.lastOutcome().map(Outcome::text).orElse(null));
        return object;
    }

    private static String time(Optional<Instant> time) {
        return time.map(Instant::toString).orElse(null);
    }
}
