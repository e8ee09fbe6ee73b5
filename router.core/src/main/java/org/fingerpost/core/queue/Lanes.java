package org.fingerpost.core.queue;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.IntBinaryOperator;
import java.util.stream.Stream;

import org.fingerpost.api.mailer.Outcome;
import org.fingerpost.api.queue.DestinationState;
import org.fingerpost.api.queue.JobRecipient.Via;
import org.fingerpost.core.destination.DestinationSettings;
import org.fingerpost.core.destination.SettingsByDestination;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Who waits for which destination, and whose turn it is: lanes that have room and are waited for take turns, and so do, in one
 * lane, jobs that wait in memory and jobs that are parked. Times are milliseconds since 1970. Guarded by its owner's lock.
 */
final class Lanes {

    private static final Logger LOG = LoggerFactory.getLogger(Lanes.class);

    private final SettingsByDestination settings;
    private final LookAhead lookAhead;
    private final Tickets tickets = new Tickets();
    private final LaneTable table;
    private final CallingLanes calling = new CallingLanes();
    /** What was parked under an older policy, to be routed afresh. */
    private final Set<Lane> outdated = new LinkedHashSet<>();
    private int turn;
    private long arrivals;

    /**
     * @param most  lanes that there may be
     * @param order of slots with equal ranks
     */
    Lanes(SettingsByDestination settings, int most, LookAhead lookAhead, IntBinaryOperator order) {
        this.settings = settings;
        this.lookAhead = lookAhead;
        IntBinaryOperator byId = (a, b) -> order.applyAsInt(tickets.slot(a), tickets.slot(b));
        this.table = new LaneTable(most, () -> new KeyedHeap(tickets.ranks(), byId));
    }

    private DestinationSettings settings(Lane lane) {
        return settings.of(lane.way().mailer(), lane.way().host());
    }

    /** After each change: whether it calls, when it is to be looked at. */
    private void note(Lane lane, long now) {
        if (outdated.contains(lane)) {
            if (lane.parked().isEmpty()) {
                outdated.remove(lane);
                table.drop(lane);
            }
            return;
        }
        table.note(lane);
        if (lane.isWaitedFor()) {
            calling.put(lane, settings(lane), now);
        } else {
            calling.remove(lane);
        }
    }

    // ---- places

    /** A place now, if nobody waits for one. */
    Optional<Lane.Grant> enter(Via way, long now) {
        Lane lane = table.of(way);
        return lane.isWaitedFor() || !lane.hasRoom(settings(lane), now) ? Optional.empty() : Optional.of(grant(lane, now));
    }

    private Lane.Grant grant(Lane lane, long now) {
        Lane.Grant grant = lane.enter(settings(lane), now, arrivals);
        note(lane, now);
        return grant;
    }

    boolean isOf(Lane lane, Via way) {
        return table.find(way).filter(lane::equals).isPresent();
    }

    /** @return false if it is better off on the disk */
    boolean await(Via way, Lane.Resident resident, long now) {
        Lane lane = table.of(way);
        if (lane.isDown() || !lookAhead.enter(lane, resident.isList())) {
            return false;
        }
        lane.add(resident);
        note(lane, now);
        return true;
    }

    Optional<Turn.Down> down(Via way) {
        return table.find(way).flatMap(Lane::down);
    }

    void giveBack(Lane.Grant grant, long now) {
        grant.lane().giveBack(grant);
        note(grant.lane(), now);
    }

    /**
     * An attempt has ended.
     *
     * @param away is given those that waited in memory, if the lane goes down
     * @return when the destination is tried again, if it is down
     */
    Optional<Turn.Down> leave(Lane.Grant grant, Reach reach, Outcome why, long now, Consumer<Turn.Waiter> away) {
        Lane lane = grant.lane();
        lane.giveBack(grant);
        if (reach == Reach.REACHED) {
            if (lane.up()) {
                LOG.info("{} is up again; {} messages wait for it", lane, lane.parked().size());
            }
        } else if (goesDown(grant, reach, why)
                && lane.unreached(grant, reach == Reach.UNREACHED ? why : null, settings(lane), now)) {
            Turn.Down down = lane.down().orElseThrow();
            LOG.info("{} is down until {}: {}", lane, down.until(), down.reason().text());
            turnAway(lane, away);
        }
        note(lane, now);
        return lane.down();
    }

    /** Nobody waits in memory any more. */
    void turnAway(Consumer<Turn.Waiter> away) {
        table.all().forEach(lane -> turnAway(lane, away));
    }

    private boolean goesDown(Lane.Grant grant, Reach reach, Outcome why) {
        if (reach == Reach.UNKNOWN) {
            return grant.probe() && grant.lane().isDown();
        }
        boolean mailerCame = Backlog.isAbsence(why) && arrivals != grant.arrivals();
        return !mailerCame && !grant.lane().way().equals(LaneTable.OTHERS);
    }

    private void turnAway(Lane lane, Consumer<Turn.Waiter> away) {
        while (lane.hasResidents()) {
            away.accept(takeResident(lane));
        }
    }

    private Turn.Waiter takeResident(Lane lane) {
        Lane.Resident resident = lane.nextResident();
        lookAhead.leave(resident.isList());
        return resident.waiter();
    }

    // ---- who waits

    void park(int slot, Set<Via> ways, long rank, long now) {
        for (Via way : ways) {
            Lane lane = table.of(way);
            if (tickets.lanes(slot).noneMatch(number -> number == lane.number())) { // several may share one
                lane.parked().put(tickets.add(slot, lane.number()), rank);
                note(lane, now);
            }
        }
    }

    boolean isParked(int slot) {
        return tickets.isAny(slot);
    }

    void unpark(int slot, long now) {
        tickets.removeAll(slot, ticket -> {
            Lane lane = table.of(tickets.lane(ticket));
            lane.parked().remove(ticket);
            note(lane, now);
        });
    }

    // ---- whose turn it is

    /**
     * Who is called now: it has its place, and no longer waits for any other.
     *
     * @param parked whether a job that is parked may be called: not while too many are being worked on
     */
    Optional<LaneCall> call(boolean parked, long now) {
        for (Optional<Integer> ripe = calling.ripe(now); ripe.isPresent(); ripe = calling.ripe(now)) {
            note(table.of(ripe.get()), now);
        }
        for (int i = 0; i < 3; i++) {
            turn = (turn + 1) % 3;
            Optional<LaneCall> call = turn == 0 ? callResident(!parked, now) : !parked ? Optional.empty()
                    : turn == 1 ? callParked(now) : callOutdated(now);
            if (call.isPresent()) {
                return call;
            }
        }
        return Optional.empty();
    }

    /** @param anywhere even where it would be the turn of a parked job */
    private Optional<LaneCall> callResident(boolean anywhere, long now) {
        return calling.forResident(anywhere).map(lane -> {
            lane.hadTurn(true);
            Turn.Waiter waiter = takeResident(lane);
            return new LaneCall(Optional.of(grant(lane, now)), waiter, Tickets.NONE);
        });
    }

    private Optional<LaneCall> callParked(long now) {
        return calling.forParked().map(lane -> {
            lane.hadTurn(false);
            int slot = tickets.slot(lane.parked().first());
            Lane.Grant grant = lane.enter(settings(lane), now, arrivals);
            unpark(slot, now);
            return new LaneCall(Optional.of(grant), null, slot);
        });
    }

    private Optional<LaneCall> callOutdated(long now) {
        Iterator<Lane> lanes = outdated.iterator();
        if (!lanes.hasNext()) {
            return Optional.empty();
        }
        int slot = tickets.slot(lanes.next().parked().first());
        unpark(slot, now);
        return Optional.of(new LaneCall(Optional.empty(), null, slot));
    }

    /** When {@link #call} may have somebody without anything having happened: 0 for now, {@link Agenda#NEVER}. */
    long nextCall(boolean parked) {
        boolean now = calling.forResident(!parked).isPresent()
                || parked && (calling.forParked().isPresent() || !outdated.isEmpty());
        return now ? 0 : calling.nextTime().orElse(Agenda.NEVER);
    }

    // ---- what changes from outside

    /** How many mailers have come: one that comes while a job is being worked on may be the one that it is deferred for. */
    long arrivals() {
        return arrivals;
    }

    /** What waits for a mailer to come need not wait any more. */
    void mailerArrived(long now) {
        arrivals++;
        table.all().stream().filter(lane -> lane.down().filter(down -> Backlog.isAbsence(down.reason())).isPresent())
                .toList().forEach(lane -> clear(lane, now));
    }

    /** An operator says that the destinations which a job waits for may be up. */
    void clear(int slot, long now) {
        tickets.lanes(slot).forEach(number -> clear(table.of(number), now));
    }

    /** The same of one destination, unless that has been tried since. */
    void clear(Via way, long wished, long now) {
        table.find(way).filter(lane -> lane.failedAt() <= wished).ifPresent(lane -> clear(lane, now));
    }

    private void clear(Lane lane, long now) {
        if (lane.clear()) {
            note(lane, now);
        }
    }

    /** There may be other limits. */
    void settingsChanged(long now) {
        table.all().forEach(lane -> note(lane, now));
    }

    /** There is another policy: what is parked is routed afresh, one job after the other; what is known of destinations stays. */
    void policyChanged(long now) {
        for (Lane lane : List.copyOf(table.all())) {
            if (!lane.parked().isEmpty()) {
                calling.remove(lane);
                outdated.add(table.detachParked(lane));
                note(lane, now);
            }
        }
    }

    // ---- for people

    /** Of those that a job waits for. */
    List<DestinationState> states(int slot, long now) {
        List<DestinationState> states = new ArrayList<>();
        tickets.lanes(slot).mapToObj(table::of).forEach(lane -> states.add(lane.state(settings(lane), now)));
        return states;
    }

    /** Of all that are needed, or are down. */
    Stream<DestinationState> states(long now) {
        return table.all().stream().filter(lane -> !lane.isIdle() || lane.isDown()).map(lane -> lane.state(settings(lane), now));
    }
}
