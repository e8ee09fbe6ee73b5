package org.fingerpost.filter.dnsbl;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import org.fingerpost.api.filter.FilterSession;
import org.fingerpost.api.filter.Finding;
import org.fingerpost.api.mail.Origin;
import org.fingerpost.api.mail.Recipient;
import org.fingerpost.api.mail.ReversePath;
import org.fingerpost.api.submit.Verdict;

/** One client: asked about when it connects, judged at each recipient. */
final class DnsblSession implements FilterSession {

    /** A list, and what it has said of the client. */
    private record Said(Listing list, CompletableFuture<List<String>> answers) {

        boolean isListed() {
            return answers.join().stream().anyMatch(list.codes()::mean);
        }
    }

    private final InetAddress address;
    private final String text;
    private final DnsblFilter.Terms terms;
    private final Questions questions;
    private CompletableFuture<Finding> finding = CompletableFuture.completedFuture(Finding.CONTINUE);
    private boolean authenticated;

    DnsblSession(InetAddress address, String text, DnsblFilter.Terms terms, Questions questions) {
        this.address = address;
        this.text = text;
        this.terms = terms;
        this.questions = questions;
    }

    @Override
    public CompletionStage<Finding> connect() {
        List<Said> said = new ArrayList<>();
        terms.lists().forEach(list -> said.add(new Said(list, questions.ask(list.question(address), "A"))));
        finding = CompletableFuture.allOf(said.stream().map(Said::answers).toArray(CompletableFuture[]::new))
                .thenCompose(all -> judge(said));
        return Finding.PASS;
    }

    private CompletionStage<Finding> judge(List<Said> said) {
        List<Listing> listed = said.stream().filter(Said::isListed).map(Said::list).toList();
        int score = listed.stream().mapToInt(Listing::weight).sum();
        Optional<Listing> heaviest = listed.stream().max(Comparator.comparingInt(Listing::weight));
        if (heaviest.isEmpty() || score < terms.threshold()) {
            return Finding.PASS;
        }
        Listing list = heaviest.get();
        return questions.ask(list.question(address), "TXT").thenApply(texts -> new Finding.Refuse(
                Verdict.of(554, "5.7.1", reply(list, texts.isEmpty() ? "refused" : texts.get(0)))));
    }

    /** What comes from the network goes into it again as printable ASCII. */
    private String reply(Listing list, String reason) {
        String filled = terms.reply().replace("{address}", text).replace("{list}", list.zone()).replace("{reason}", reason);
        return filled.replaceAll("[^ -~]", "?");
    }

    @Override
    public CompletionStage<Finding> mail(Origin client, ReversePath sender) {
        authenticated = !client.user().isEmpty();
        return Finding.PASS;
    }

    @Override
    public CompletionStage<Finding> rcpt(Recipient recipient) {
        return authenticated ? Finding.PASS : finding;
    }
}
