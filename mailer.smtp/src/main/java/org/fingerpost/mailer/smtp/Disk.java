package org.fingerpost.mailer.smtp;

import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;

/**
 * The threads that read messages, and how many connections may have a part of their message in memory, and its file open, before
 * the server asks for it. So servers that stop talking cost no buffers beyond that bound, however many they are.
 */
record Disk(Executor threads, Semaphore ahead) implements Executor {

    @Override
    public void execute(Runnable task) {
        threads.execute(task);
    }
}
