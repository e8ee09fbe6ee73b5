package org.fingerpost.alias.dbm;

/**
 * What of a text is taken.
 *
 * @param entryOctets of an entry with its continuation lines: so much memory is needed to read it
 * @param textOctets  of the whole text
 */
record SourceLimits(int entryOctets, long textOctets) {

    static final int ENTRY_OCTETS = 16 << 20;
    static final long TEXT_OCTETS = 2L << 30;
    static final SourceLimits DEFAULT = new SourceLimits(ENTRY_OCTETS, TEXT_OCTETS);
}
