package org.fingerpost.alias.dbm;

import java.io.IOException;
import java.util.Optional;

import org.fingerpost.api.table.TableException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The index beside a text: who else writes it, whether it is ours, and how it is replaced. Confined to one thread at a time. */
final class IndexFile {

    /** An index that has just been made. */
    record Made(Index index, String summary) {
    }

    private static final Logger LOG = LoggerFactory.getLogger(IndexFile.class);

    private final AliasCompiler compiler;
    /** The file as it was when it was last looked at. */
    private Optional<Stamp> seen = Optional.empty();
    /** Another program's, or another table's that reads the same text in another form: it is left alone. */
    private boolean foreign;

    IndexFile(AliasCompiler compiler) {
        this.compiler = compiler;
    }

    boolean isForeign() {
        return foreign;
    }

    /** Whether it is not the file that was last seen. */
    boolean hasChanged() throws IOException {
        return !Stamp.of(compiler.index()).equals(seen);
    }

    void forget() {
        seen = Optional.empty();
    }

    /** Empty if the file is of no use. */
    Optional<Index> open() throws IOException {
        seen = Stamp.of(compiler.index());
        foreign = false;
        if (seen.isEmpty()) {
            return Optional.empty();
        }
        try {
            compiler.safety().require(compiler.index());
            Index opened = Index.open(compiler.index());
            compiler.safety().require(compiler.index());
            foreign = !opened.form().equals(compiler.form()) && !opened.source().equals(Makemap.SOURCE);
            if (foreign) {
                LOG.warn("{}: holds \"{}\", not \"{}\": this table has an index of its own; if no other table uses the file,"
                        + " remove it",
                        compiler.index(), opened.form(), compiler.form());
            }
            return foreign ? Optional.empty() : Optional.of(opened);
        } catch (IOException e) {
            Optional<String> kind = ForeignFile.kind(compiler.index());
            foreign = kind.isPresent();
            LOG.warn("{}: {}", compiler.index(), foreign
                    ? "is a " + kind.get() + " of another program and left alone; this table has an index of its own"
                    : Reasons.of(e) + "; it is made anew from the text");
            return Optional.empty();
        }
    }

    /** Compiles the text and replaces the file; where that is not possible the index is one that nobody else sees. */
    Made make(Reports reports) throws IOException, TableException {
        if (hasChanged()) {
            open(); // only to learn whose it is
        }
        if (!foreign) {
            try (AliasCompiler.Compiled compiled = compiler.compile(true, reports)) {
                Index index = compiled.open();
                compiled.publish();
                seen = Stamp.of(compiler.index());
                return new Made(index, compiled.summary());
            } catch (IndexUnwritableException e) {
                LOG.warn("{}: cannot be written ({}); this table has an index of its own", compiler.index(), Reasons.of(e));
            }
        }
        try (AliasCompiler.Compiled compiled = compiler.compile(false, reports)) {
            return new Made(compiled.open(), compiled.summary());
        }
    }
}
