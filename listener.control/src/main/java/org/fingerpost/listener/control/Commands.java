package org.fingerpost.listener.control;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.fingerpost.api.control.ControlCommand;

/**
 * The commands that are there now. Any thread; its lock guards the list. Of several commands of one name the one with the highest
 * service ranking is run.
 */
final class Commands {

    /**
     * A command and who may give it.
     *
     * @param name     the first word of the command line
     * @param everyone whether every user of the machine may give it
     * @param ranking  of the service
     * @param service  what runs it
     */
    record Command(String name, boolean everyone, int ranking, ControlCommand service) {
    }

    private final List<Command> commands = new ArrayList<>();
    private final long settledAt;

    /**
     * @param settling for so long from now an unknown command is waited for: bundles are still starting, and a shell that has
     *                 just seen the router come up must not be told that there is no such command
     */
    Commands(Duration settling) {
        settledAt = System.nanoTime() + settling.toNanos();
    }

    synchronized void add(Command command) {
        commands.add(command);
        notifyAll();
    }

    synchronized void remove(ControlCommand service) {
        commands.removeIf(c -> c.service() == service);
    }

    synchronized Optional<Command> find(String name) {
        Optional<Command> found = now(name);
        long left = millisToSettle();
        while (found.isEmpty() && left > 0) {
            try {
                wait(left);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return now(name);
            }
            found = now(name);
            left = millisToSettle();
        }
        return found;
    }

    private Optional<Command> now(String name) {
        return commands.stream().filter(c -> c.name().equals(name)).max(Comparator.comparingInt(Command::ranking));
    }

    private long millisToSettle() {
        return (settledAt - System.nanoTime() + 999_999) / 1_000_000;
    }
}
