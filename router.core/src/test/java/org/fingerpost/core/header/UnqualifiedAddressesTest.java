package org.fingerpost.core.header;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.util.List;

import org.fingerpost.api.mail.Header;
import org.fingerpost.api.mail.HeaderField;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UnqualifiedAddressesTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', ignoreLeadingAndTrailingWhitespace = false, value = {
        "To: ann|To: ann@here",
        "To: ann, bob@far,  cyd |To: ann@here, bob@far,  cyd@here ",
        "From: Ann <ann>|From: Ann <ann@here>",
        "From: ann <ann>|From: ann <ann@here>",
        "From: \"Lee, Ann\" <ann> (ann)|From: \"Lee, Ann\" <ann@here> (ann)",
        "Cc: ann (ann, the first), bob|Cc: ann@here (ann, the first), bob@here",
        "Cc: (ann) ann|Cc: (ann) ann@here",
        "To: list: ann, bob@far; , cyd|To: list: ann@here, bob@far; , cyd@here",
        "To: undisclosed-recipients:;|To: undisclosed-recipients:;",
        "Resent-To: ann|Resent-To: ann@here",
        "resent-from: <ann>|resent-from: <ann@here>",
        "To: \"ann lee\"|To: \"ann lee\"@here",
        "To: Ann Lee|To: Ann Lee",
        "To: far!ann, ann%far, @a:b@c, /dev/null|To: far!ann, ann%far, @a:b@c, /dev/null",
        "To: <>|To: <>",
        "To:|To:",
        "Subject: ann|Subject: ann",
        "X-To: ann|X-To: ann"})
    void namesGetADomain(String field, String qualified) {
        assertEquals(qualified,
                UnqualifiedAddresses.in(new Header(List.of(new HeaderField(field))), "here").fields().get(0).raw());
    }

    @Test
    void foldedFieldsKeepTheirLines() {
        assertEquals("To: ann@here,\r\n\tbob@here",
                UnqualifiedAddresses.in(new Header(List.of(new HeaderField("To: ann,\r\n\tbob"))), "here").fields().get(0).raw());
    }

    @Test
    void whatNeedsNothingIsTheSame() {
        Header header = new Header(List.of(new HeaderField("To: a@b"), new HeaderField("Subject: x")));
        assertSame(header, UnqualifiedAddresses.in(header, "here"));
    }
}
