package org.fingerpost.table.standard;

import org.fingerpost.api.table.Lookup;
import org.fingerpost.api.table.LookupTable;
import org.fingerpost.api.table.LookupTableType;
import org.fingerpost.api.table.TableDeclaration;
import org.fingerpost.api.table.TableType;
import org.osgi.service.component.annotations.Component;

/** {@code Kname dequote -sC}: gives the key without its quotes, if it has any and is legal without them. */
@Component(service = LookupTableType.class)
@TableType(type = "dequote")
public final class DequoteTableType implements LookupTableType {

    @Override
    public LookupTable open(TableDeclaration declaration) {
        FirstFlag flag = FirstFlag.of(declaration.arguments());
        String substitute = flag.value("sS");
        char blank = substitute.isEmpty() ? ' ' : substitute.charAt(0);
        return (key, arguments) -> {
            Unquoting unquoting = new Unquoting(blank);
            return unquoting.of(key) ? new Lookup.Found(unquoting.text() + flag.value("a")) : new Lookup.NotFound(0);
        };
    }

    /** Takes the quotes off one key and watches whether they were needed. Confined to one call. */
    private static final class Unquoting {

        private final char blank;
        private final StringBuilder text = new StringBuilder();
        private int angles;
        private int comments;
        private int quotes;
        private boolean needed;

        Unquoting(char blank) {
            this.blank = blank;
        }

        String text() {
            return text.toString();
        }

        /** Whether there were quotes, in pairs, and none was needed. */
        boolean of(String key) {
            for (int i = 0; i < key.length(); i++) {
                if (key.charAt(i) != '\\') {
                    take(key.charAt(i) == ' ' ? blank : key.charAt(i));
                } else if (++i < key.length()) {
                    text.append('\\').append(key.charAt(i));
                } else {
                    needed = true;
                }
            }
            return !needed && angles == 0 && comments == 0 && quotes > 0 && quotes % 2 == 0;
        }

        private void take(char c) {
            if (c == '"' && comments == 0) {
                quotes++;
                return;
            }
            text.append(c);
            needed |= c == ' ' || c == '\t';
            comments += c == '(' ? 1 : c == ')' ? -1 : 0;
            angles += comments > 0 ? 0 : c == '<' ? 1 : c == '>' ? -1 : 0;
            needed |= comments < 0 || angles < 0;
        }
    }
}
