package org.fingerpost.alias.dbm;

import java.util.function.Consumer;

/**
 * Who hears how a reading goes on.
 *
 * @param warnings what is odd but no error, a line for each: {@code FILE:LINE: Warning: …}
 * @param progress of a long reading
 */
record Reports(Consumer<String> warnings, Consumer<String> progress) {
}
