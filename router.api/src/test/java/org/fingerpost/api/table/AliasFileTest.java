package org.fingerpost.api.table;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;

import org.junit.jupiter.api.Test;

class AliasFileTest {

    @Test
    void filesAndTables() {
        assertEquals(List.of(new AliasFile("", "/etc/aliases"), new AliasFile("hash", "-o /etc/more"),
                new AliasFile("sequence", "a b")), AliasFile.parse(" /etc/aliases, hash:-o /etc/more,, sequence: a b ,"));
        assertEquals(List.of(new AliasFile("", "/a:b")), AliasFile.parse("/a:b"));
        assertEquals(List.of(), AliasFile.parse(" , "));
    }

    @Test
    void quotedCommasDoNotDivide() {
        assertEquals(List.of(new AliasFile("ldap", "-k \"(uid=%0)\" -v \"mail,member:DN\""), new AliasFile("ldap", ""),
                new AliasFile("", "etc/aliases")),
                AliasFile.parse("ldap:-k \"(uid=%0)\" -v \"mail,member:DN\", ldap:, etc/aliases"));
    }
}
