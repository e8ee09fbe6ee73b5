package org.fingerpost.core.control;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

import org.fingerpost.api.control.Json;
import org.fingerpost.api.mail.HeaderField;
import org.fingerpost.api.mailer.Delivery;
import org.fingerpost.api.mailer.DeliveryRecipient;
import org.fingerpost.api.mailer.Itinerary;
import org.fingerpost.api.queue.JobRecipient;
import org.fingerpost.api.table.Lookup;
import org.fingerpost.core.control.Explanation.Asked;
import org.fingerpost.core.control.Explanation.Planned;
import org.fingerpost.core.control.Explanation.Visit;
import org.fingerpost.core.route.Destination;

/** An explanation for programs: docs/explain.md says what is in it. Names are only ever added. */
final class ExplanationJson {

    private final TokenText tokens;

    private ExplanationJson(TokenText tokens) {
        this.tokens = tokens;
    }

    static String of(Explanation explanation, TokenText tokens) {
        return Json.write(new ExplanationJson(tokens).explanation(explanation));
    }

    private Map<String, Object> explanation(Explanation explanation) {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("generation", explanation.generation());
        object.put("policy", explanation.policy().map(Object::toString).orElse(null));
        object.put("address", explanation.address());
        object.put("sender", explanation.sender().address());
        object.put("client", explanation.origin().isLocal() ? null : explanation.origin().address());
        object.put("admitted", explanation.isAdmitted());
        object.put("forAnybody", explanation.forAnybody().orElse(null));
        object.put("session", explanation.session().stream().map(this::answer).toList());
        object.put("recipients", explanation.visits().stream().map(this::recipient).toList());
        object.put("deliveries", explanation.deliveries().stream().map(this::delivery).toList());
        return object;
    }

    private Map<String, Object> answer(Asked asked) {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("phase", asked.answer().phase().name().toLowerCase(Locale.ROOT));
        object.put("code", asked.answer().verdict().code());
        object.put("status", asked.answer().verdict().status().toString());
        object.put("text", asked.answer().verdict().text());
        object.put("remark", orNull(asked.answer().remark()));
        object.put("steps", steps(asked.steps()));
        return object;
    }

    private Map<String, Object> recipient(Visit visit) {
        JobRecipient recipient = visit.recipient();
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("number", recipient.number());
        object.put("parent", recipient.parent());
        object.put("target", recipient.display());
        object.put("state", recipient.state().name().toLowerCase(Locale.ROOT));
        recipient.listOwner().ifPresent(owner -> object.put("listOwner", owner.address()));
        object.putAll(destination(visit.destination().orElse(null)));
        visit.forwarded().ifPresent(found -> object.put("forward", found.file()));
        if (recipient.target() instanceof JobRecipient.Target.ToProgram program) {
            object.put("controller", orNull(program.user()));
        } else if (recipient.target() instanceof JobRecipient.Target.ToFile file) {
            object.put("controller", orNull(file.user()));
        }
        visit.objection().or(recipient::lastOutcome).ifPresent(outcome -> {
            object.put("status", outcome.status().toString());
            object.put("text", outcome.text());
        });
        object.put("steps", steps(visit.steps()));
        return object;
    }

    private static Map<String, Object> destination(Destination destination) {
        Map<String, Object> object = new LinkedHashMap<>();
        if (destination instanceof Destination.Mail mail) {
            object.put("result", "mail");
            object.put("mailer", mail.route().mailer());
            object.put("host", mail.route().host());
            object.put("user", mail.route().user());
        } else if (destination instanceof Destination.Alias alias) {
            object.put("result", "alias");
            object.put("alias", alias.value());
        } else if (destination instanceof Destination.Refused refused) {
            object.put("result", refused.status().isTransient() ? "deferred" : "refused");
            object.put("code", refused.code());
            object.put("status", refused.status().toString());
            object.put("text", refused.text());
        } else {
            object.put("result", destination == null ? "none" : "discarded");
        }
        return object;
    }

    private Map<String, Object> delivery(Planned planned) {
        Delivery delivery = planned.delivery();
        Map<String, Object> header = new LinkedHashMap<>();
        for (String name : List.of("From", "To")) {
            delivery.message().header().all(name).stream().map(HeaderField::value).findFirst()
                    .ifPresent(value -> header.put(name, value));
        }
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("mailer", delivery.mailer().name());
        object.put("service", delivery.mailer().service());
        object.put("bundle", planned.bundle().orElse(null));
        object.put("host", delivery.host());
        object.put("maxRecipients", delivery.mailer().maxRecipients());
        object.put("sender", delivery.sender().address());
        object.put("users", delivery.recipients().stream().map(DeliveryRecipient::user).toList());
        object.put("arguments", delivery.arguments());
        object.put("header", header);
        object.put("steps", steps(planned.steps()));
        object.put("servers", planned.itinerary().map(way -> way.stops().stream().map(ExplanationJson::server).toList())
                .orElse(null));
        object.put("trouble", planned.itinerary().flatMap(Itinerary::trouble)
                .map(trouble -> trouble.status() + " " + trouble.text()).orElse(null));
        return object;
    }

    private static Map<String, Object> server(Itinerary.Stop stop) {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("host", stop.host());
        object.put("address", stop.address());
        object.put("port", stop.port());
        object.put("reason", stop.reason());
        return object;
    }

    private List<Map<String, Object>> steps(List<Step> steps) {
        return steps.stream().map(this::step).toList();
    }

    private Map<String, Object> step(Step step) {
        Map<String, Object> object = new LinkedHashMap<>();
        if (step instanceof Step.RuleSetRun run) {
            object.put("step", "ruleset");
            object.put("name", run.name());
            object.put("bundle", orNull(run.bundle()));
            object.put("before", tokens.of(run.before()));
            object.put("after", run.after().map(tokens::of).orElse(null));
            object.put("steps", steps(run.steps()));
        } else if (step instanceof Step.RuleFired rule) {
            object.put("step", "rule");
            object.put("file", rule.where().file().toString());
            object.put("line", rule.where().line());
            object.put("before", tokens.of(rule.before()));
            object.put("after", tokens.of(rule.after()));
            object.put("steps", steps(rule.asked()));
        } else if (step instanceof Step.AddressRewritten address) {
            object.put("step", "address");
            object.put("role", StepText.role(address.role()));
            object.put("before", address.address());
            object.put("after", address.result());
            object.put("steps", steps(address.steps()));
        } else if (step instanceof Step.TableAsked asked) {
            object.putAll(asked(asked));
        } else {
            object.put("step", "warning");
            object.put("text", ((Step.Warned) step).message());
        }
        return object;
    }

    private static Map<String, Object> asked(Step.TableAsked asked) {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("step", "table");
        object.put("name", asked.table());
        object.put("type", orNull(asked.by().type()));
        object.put("source", orNull(asked.by().source()));
        object.put("bundle", orNull(asked.by().bundle()));
        object.put("key", asked.key());
        object.put("arguments", asked.arguments());
        object.put("result", asked.answer() instanceof Lookup.Found ? "found"
                : asked.answer() instanceof Lookup.NotFound ? "not found" : "unavailable");
        object.put("value", asked.answer() instanceof Lookup.Found found ? found.value() : null);
        object.put("reason", asked.answer() instanceof Lookup.Unavailable unavailable ? unavailable.reason() : null);
        object.put("place", orNull(asked.by().place()));
        object.put("keptSeconds", asked.by().kept().map(Duration::toSeconds).orElse(null));
        object.put("microseconds", asked.took().toNanos() / 1000);
        return object;
    }

    private static String orNull(String text) {
        return Optional.of(text).filter(t -> !t.isEmpty()).orElse(null);
    }
}
