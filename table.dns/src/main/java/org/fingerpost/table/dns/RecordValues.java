package org.fingerpost.table.dns;

import java.nio.charset.StandardCharsets;
import java.time.Duration;

import org.fingerpost.api.dns.DnsRecord;
import org.xbill.DNS.AAAARecord;
import org.xbill.DNS.AFSDBRecord;
import org.xbill.DNS.ARecord;
import org.xbill.DNS.CNAMERecord;
import org.xbill.DNS.MXRecord;
import org.xbill.DNS.NSRecord;
import org.xbill.DNS.Name;
import org.xbill.DNS.PTRRecord;
import org.xbill.DNS.Record;
import org.xbill.DNS.SRVRecord;
import org.xbill.DNS.TXTRecord;
import org.xbill.DNS.Type;

/** What the records of dnsjava are as values. */
final class RecordValues {

    private RecordValues() {
    }

    static DnsRecord of(Record record) {
        int preference = record instanceof MXRecord mx ? mx.getPriority() : record instanceof SRVRecord srv ? srv.getPriority()
                : record instanceof AFSDBRecord afsdb ? afsdb.getSubtype() : 0;
        return new DnsRecord(Type.string(record.getType()), preference, value(record), Duration.ofSeconds(record.getTTL()));
    }

    private static String value(Record record) {
        if (record instanceof ARecord a) {
            return a.getAddress().getHostAddress();
        }
        if (record instanceof AAAARecord aaaa) {
            return aaaa.getAddress().getHostAddress();
        }
        if (record instanceof TXTRecord txt) {
            StringBuilder text = new StringBuilder();
            for (Object part : txt.getStringsAsByteArrays()) {
                text.append(new String((byte[]) part, StandardCharsets.ISO_8859_1));
            }
            return text.toString();
        }
        Name name = record instanceof MXRecord mx ? mx.getTarget() : record instanceof SRVRecord srv ? srv.getTarget()
                : record instanceof AFSDBRecord afsdb ? afsdb.getHost() : record instanceof NSRecord ns ? ns.getTarget()
                : record instanceof PTRRecord ptr ? ptr.getTarget() : record instanceof CNAMERecord cname ? cname.getTarget()
                : null;
        return name == null ? record.rdataToString() : text(name);
    }

    /** Without the dot at the end; empty for the root. */
    static String text(Name name) {
        return name.equals(Name.root) ? "" : name.toString(true);
    }

    /** In a name of ours a backslash is one. */
    static String escaped(String name) {
        return name.replace("\\", "\\\\");
    }
}
