package org.fingerpost.table.http;

import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Path;

import org.fingerpost.api.table.LookupTable;
import org.fingerpost.api.table.TableDeclaration;
import org.fingerpost.api.table.TableException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DeclarationTest {

    private static LookupTable open(String arguments) throws TableException {
        return new HttpTableType().open(new TableDeclaration("people", "http", arguments, Path.of("/")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "names.example/%0", "ftp://names.example/%0", "http://names.example/", "http://%0.example/x",
            "http://u:p@names.example/%0", "http://names.example/%0#f", "http://names.example/%0a", "http:///%0",
            "http://names.example/ /%0", "-M bearer http://127.0.0.1/%0", "-P f http://127.0.0.1/%0",
            "-M digest -P f http://127.0.0.1/%0", "-M bearer -P f http://names.example/%0"})
    void declarationsThatMakeNoSenseAreRefused(String arguments) {
        assertThrows(TableException.class, () -> open(arguments));
    }

    @Test
    void sixteenServersAtMost() throws Exception {
        open("https://a.example/%0 ".repeat(16));
        assertThrows(TableException.class, () -> open("https://a.example/%0 ".repeat(17)));
        open("-M bearer -P f https://names.example/%0?d=%1");
    }
}
