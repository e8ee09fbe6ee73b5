package org.fingerpost.core.submit;

import java.time.Clock;
import java.util.List;

import org.fingerpost.api.mail.Origin;
import org.fingerpost.api.submit.PostOffice;
import org.fingerpost.api.submit.Prospect;
import org.fingerpost.api.submit.Transaction;
import org.fingerpost.api.submit.Verdict;
import org.fingerpost.core.alias.Preview;
import org.fingerpost.core.policy.Generation;
import org.fingerpost.core.policy.MacroScope;
import org.fingerpost.core.policy.MessageMacros;
import org.fingerpost.core.policy.PolicyRegistry;
import org.fingerpost.core.policy.PolicySurroundings;
import org.fingerpost.core.route.Resolver;
import org.fingerpost.core.services.Services;

/** The router's post office: each transaction pins the generation that is in use when it begins. */
public final class RouterPostOffice implements PostOffice {

    private final PolicyRegistry policies;
    private final Services services;
    private final Intake intake;
    private final Clock clock;

    public RouterPostOffice(PolicyRegistry policies, Services services, Intake intake, Clock clock) {
        this.policies = policies;
        this.services = services;
        this.intake = intake;
        this.clock = clock;
    }

    @Override
    public String hostName() {
        Generation generation = policies.pin();
        try {
            return new MacroScope(generation.policy()).value("j").orElse("localhost");
        } finally {
            generation.release();
        }
    }

    @Override
    public long maxMessageBytes() {
        Generation generation = policies.pin();
        try {
            return TransactionLimits.of(generation).messageBytes();
        } finally {
            generation.release();
        }
    }

    @Override
    public Transaction begin(Origin origin) {
        Generation generation = policies.pin();
        return new MailTransaction(generation, new RecipientCheck(generation, services, origin), intake, clock, origin);
    }

    @Override
    public Verdict verify(Origin origin, String address) {
        Generation generation = policies.pin();
        try {
            return new RecipientCheck(generation, services, origin).judge(address);
        } finally {
            generation.release();
        }
    }

    @Override
    public List<Prospect> prospects(Origin origin, List<String> addresses) {
        Generation generation = policies.pin();
        try {
            Resolver resolver = new Resolver(generation,
                    new PolicySurroundings(generation, MessageMacros.of(generation.policy(), origin), services));
            return new Preview(generation, resolver).of(addresses);
        } finally {
            generation.release();
        }
    }
}
