package org.fingerpost.mailer.smtp;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import org.fingerpost.api.mail.ReversePath;
import org.fingerpost.api.mailer.DeliveryRecipient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class DsnParametersTest {

    private static DsnParameters of(Map<String, String> mail, DeliveryRecipient recipient) {
        return DsnParameters.of(new ReversePath("s@client.test", mail), List.of(recipient));
    }

    @Test
    void whatTheSubmitterSaidIsHandedOn() {
        DsnParameters said = of(Map.of("RET", "full", "ENVID", "a+2B", "SIZE", "100", "BODY", "8BITMIME"),
                new DeliveryRecipient("new@mx.test", "old@mx.test",
                        new TreeMap<>(Map.of("NOTIFY", "success,Failure", "ORCPT", "rfc822;First@mx.test"))));
        assertEquals(" RET=FULL ENVID=a+2B", said.mail());
        assertEquals(" NOTIFY=SUCCESS,FAILURE ORCPT=rfc822;First@mx.test", said.recipients().get(0));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "old@mx.test    | ' ORCPT=rfc822;old@mx.test'",
            "o+l=d@mx.test  | ' ORCPT=rfc822;o+2Bl+3Dd@mx.test'",
            "tef            | ''",
            "'\"o d\"@mx.test' | ''",
            "\u00fc@mx.test | ''"})
    void theAddressAsItCameIsSaid(String original, String expected) {
        assertEquals(expected, of(Map.of(), new DeliveryRecipient("new@mx.test", original, Map.of())).recipients().get(0));
    }

    @Test
    void nothingBreaksOutOfItsParameter() {
        DsnParameters said = of(Map.of("ENVID", "x y"), new DeliveryRecipient("a@mx.test", "a", Map.of("NOTIFY", "NEVER\tX=1")));
        assertEquals("", said.mail());
        assertEquals("", said.recipients().get(0));
    }
}
