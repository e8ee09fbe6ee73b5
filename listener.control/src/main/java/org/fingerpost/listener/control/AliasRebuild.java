package org.fingerpost.listener.control;

import java.util.List;
import org.fingerpost.api.control.Invocation;
import org.fingerpost.api.table.RebuildableTable;
import org.fingerpost.api.table.TableException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Compiles every table that is compiled from a source, as {@code newaliases} does. A bad one does not keep the others back. */
final class AliasRebuild {

    private static final Logger LOG = LoggerFactory.getLogger(AliasRebuild.class);

    private final List<RebuildableTable> tables;

    AliasRebuild(List<RebuildableTable> tables) {
        this.tables = tables;
    }

    int run(Invocation call) {
        if (tables.isEmpty()) {
            call.error().println("newaliases: no table of aliases is in use");
            return Sysexits.UNAVAILABLE;
        }
        int status = Sysexits.OK;
        for (RebuildableTable table : tables) {
            int one = rebuild(table, call);
            status = status == Sysexits.OK ? one : status;
        }
        return status;
    }

    private static int rebuild(RebuildableTable table, Invocation call) {
        try {
            call.output().println(table.rebuild(call.error()::println));
            return Sysexits.OK;
        } catch (TableException e) {
            call.error().println(e.getMessage());
            return Sysexits.DATAERR;
        } catch (RuntimeException e) {
            LOG.error("rebuilding {} failed", table.getClass().getName(), e);
            call.error().println("newaliases: internal error: " + e);
            return Sysexits.SOFTWARE;
        }
    }
}
