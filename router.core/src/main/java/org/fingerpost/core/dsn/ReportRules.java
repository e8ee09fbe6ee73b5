package org.fingerpost.core.dsn;

import org.fingerpost.core.policy.Generation;

/**
 * What the policy says of reports.
 *
 * @param doubleBounce who is told of what failed and has no sender: {@code DoubleBounceAddress}
 * @param returnsBody  whether a body may come back: not with {@code PrivacyOptions=nobodyreturn}
 */
public record ReportRules(String doubleBounce, boolean returnsBody) {

    private static final String POSTMASTER = "postmaster";

    public static ReportRules of(Generation generation) {
        // Empty would mean, in sendmail, that such mail is thrown away in silence.
        return new ReportRules(generation.policy().option("DoubleBounceAddress").map(String::strip)
                .filter(address -> !address.isEmpty()).orElse(POSTMASTER), !generation.isPrivate("nobodyreturn"));
    }
}
