package org.fingerpost.core.queue;

import java.util.Optional;

/**
 * One who waited for a destination is called.
 *
 * @param grant    the place; empty for a parked job that is to be routed afresh and has none
 * @param resident who waited in memory; null for a job that was parked
 * @param slot     of that job
 */
record LaneCall(Optional<Lane.Grant> grant, Turn.Waiter resident, int slot) {
}
