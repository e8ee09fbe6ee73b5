package org.fingerpost.core.queue;

import java.time.Instant;
import java.util.Optional;

import org.fingerpost.api.mailer.Outcome;

/** A place in a lane of the schedule. */
record LanePlace(Schedule schedule, Lane.Grant grant) implements Place {

    @Override
    public Optional<Instant> leave(Reach reach, Outcome why) {
        return schedule.leave(grant, reach, why);
    }

    @Override
    public void giveBack() {
        schedule.giveBack(grant);
    }
}
