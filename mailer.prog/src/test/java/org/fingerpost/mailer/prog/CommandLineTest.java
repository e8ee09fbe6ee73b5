package org.fingerpost.mailer.prog;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CommandLineTest {

    @ParameterizedTest
    @CsvSource(delimiter = '¦', quoteCharacter = '^', value = {
        "/bin/prog                                   ¦ /bin/prog",
        "  prog\ta  b                                ¦ prog;a;b",
        "/usr/local/newmail myname                   ¦ /usr/local/newmail;myname",
        "prog 'a b' \"c  d\" e\\ f                   ¦ prog;a b;c  d;e f",
        "prog a'b'\"c\"d ''                          ¦ prog;abcd;",
        "prog '$x `y` \\ \"' \"\\$ \\\" \\\\ \\a '\" ¦ prog;$x `y` \\ \";$ \" \\ \\a '",
        "prog a#b #c d                               ¦ prog;a#b",
        "prog -x=y a~ b!                             ¦ prog;-x=y;a~;b!",
        "exec /bin/prog a                            ¦ /bin/prog;a",
        "prog \\; \\| \\$x                           ¦ prog;;;|;$x"})
    void whatNeedsNoShell(String command, String words) {
        String expected = words.replace(";;;", ";\0;").strip();
        List<String> read = CommandLine.parse(command).words();
        assertEquals(Optional.empty(), CommandLine.parse(command).shell());
        assertEquals(List.of(expected.split(";", -1)), read.stream().map(word -> word.equals(";") ? "\0" : word).toList());
    }

    @ParameterizedTest
    @ValueSource(strings = {"|IFS=' ' && exec /usr/bin/procmail -f- || exit 75 #user", "|exec /usr/bin/procmail -f- || exit 75",
        "|/usr/bin/procmail -f- ||exit 75"})
    void whatPeopleWriteAroundProcmailNeedsNone(String command) {
        CommandLine line = CommandLine.parse(command.substring(1));
        assertEquals(new CommandLine(List.of("/usr/bin/procmail", "-f-"), OptionalInt.of(75), Optional.empty()), line);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '¦', quoteCharacter = '^', value = {"a | b ¦ |", "a; b ¦ ;", "a && b ¦ &", "a & ¦ &", "a > b ¦ >",
            "a < b ¦ <",
        "a $x ¦ $", "a \"$x\" ¦ $", "a `b` ¦ `", "a \"`b`\" ¦ `", "(a) ¦ (", "{ a; } ¦ {", "a *.c ¦ *", "a ?.c ¦ ?", "a [b]c ¦ [",
        "a ~b ¦ ~", "! a ¦ !", "X=1 a ¦ =", "exit 67 ¦ exit", "cd / ¦ cd", "if a ¦ if", "a || b ¦ |", "a || exit 256 ¦ |",
        "a || exit 75; b ¦ |", "a 'b ¦ '", "a \"b ¦ \"", "exec ¦ exec", "# only ¦ no program", "a \\ ¦ \\", "IFS=: && a ¦ &"})
    void whatNeedsOne(String command, String reason) {
        assertEquals(Optional.of(reason), CommandLine.parse(command).shell());
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\nb", "a \\\nb", "a\nb || exit 75"})
    void linesNeedOne(String command) {
        assertEquals(true, CommandLine.parse(command).shell().isPresent());
    }
}
