package org.fingerpost.table.standard;

import org.fingerpost.api.table.Lookup;
import org.fingerpost.api.table.LookupTable;
import org.fingerpost.api.table.LookupTableType;
import org.fingerpost.api.table.TableDeclaration;
import org.fingerpost.api.table.TableType;
import org.osgi.service.component.annotations.Component;

/**
 * {@code Kname arpa}: turns an address round as the reverse zones of DNS have it, {@code 127.0.0.1} into {@code 1.0.0.127} and
 * {@code IPv6:::1} into 32 nibbles.
 */
@Component(service = LookupTableType.class)
@TableType(type = "arpa")
public final class ArpaTableType implements LookupTableType {

    /** EX_DATAERR. */
    private static final Lookup NO_ADDRESS = new Lookup.NotFound(65);

    @Override
    public LookupTable open(TableDeclaration declaration) {
        String appended = FirstFlag.of(declaration.arguments()).value("a");
        return (key, arguments) -> IpAddress.parse(key).map(ArpaTableType::reversed)
                .<Lookup>map(reversed -> new Lookup.Found(reversed + appended)).orElse(NO_ADDRESS);
    }

    private static String reversed(IpAddress address) {
        byte[] octets = address.octets();
        StringBuilder text = new StringBuilder();
        for (int i = octets.length - 1; i >= 0; i--) {
            int octet = octets[i] & 0xff;
            if (octets.length == IpAddress.V4) {
                text.append('.').append(octet);
            } else {
                text.append('.').append(Integer.toHexString(octet & 0xf)).append('.').append(Integer.toHexString(octet >> 4));
            }
        }
        return text.substring(1);
    }
}
