package io.matriarch.runtime.fence;

import io.matriarch.value.Moment;
import java.io.IOException;
import java.nio.channels.ClosedSelectorException;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps a guard that answers: one that ends is replaced at once, one that owes an echo for too long
 * is killed and replaced.
 */
final class GuardKeeper implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(GuardKeeper.class);

    /** How long a guard may owe an echo. */
    private static final Duration SILENCE = Duration.ofSeconds(1);

    private static final Duration AGAIN = Duration.ofMillis(500);
    private static final Duration LONG = Duration.ofHours(1);

    private final GuardHost host;
    private final Listener listener;
    private final Thread thread = new Thread(this::keep, "guard");
    private Optional<GuardLink> link = Optional.empty();
    private volatile boolean closed;

    /** Who is told, on the keeper's thread. */
    interface Listener {
        /**
         * A guard obeys us; it may be a new one that was told nothing yet.
         *
         * @param until what it is armed with
         */
        void begun(Optional<Moment> until);

        void heard(GuardEcho echo);

        /** What it was told and has not answered to, it will not obey any more. */
        void lost();
    }

    GuardKeeper(GuardHost host, Listener listener) {
        this.host = host;
        this.listener = listener;
    }

    void start() {
        thread.setDaemon(true);
        thread.start();
    }

    /** Whether a guard obeys us. */
    synchronized boolean isObeyed() {
        return link.isPresent();
    }

    /** Sends a line that is answered by one; false when there is no guard to tell. */
    synchronized boolean ask(String line) {
        return link.isPresent() && say(() -> link.get().ask(line));
    }

    /** Sends a line that is not answered. */
    synchronized void send(String line) {
        if (link.isPresent()) {
            say(() -> link.get().send(line));
        }
    }

    /** Ends the connection and starts no guard any more. One that is armed goes on. */
    @Override
    public void close() {
        closed = true;
        synchronized (this) {
            link.ifPresent(GuardLink::close);
        }
        thread.interrupt();
    }

    private interface Saying {
        void run() throws IOException;
    }

    private boolean say(Saying saying) {
        try {
            saying.run();
            return true;
        } catch (IOException | ClosedSelectorException e) {
            LOG.warn("the guard cannot be told: {}", String.valueOf(e.getMessage()));
            link.ifPresent(GuardLink::close);
            return false;
        }
    }

    private void keep() {
        try {
            while (!closed) {
                try (GuardLink open = begin(host.open())) {
                    attend(open);
                } catch (IOException | ClosedSelectorException e) {
                    recover(e);
                }
            }
        } catch (InterruptedException _) {
            // closed
        } finally {
            lose();
        }
    }

    private GuardLink begin(GuardHost.Obeying guard) {
        if (guard.fresh()) {
            LOG.info("guard: pid {} watches over PostgreSQL", guard.pid());
        } else {
            LOG.info(
                    "guard: pid {} is taken over, {}",
                    guard.pid(),
                    guard.hello().until().map(one -> "armed until " + one).orElse("not armed"));
        }
        synchronized (this) {
            link = Optional.of(guard.link());
        }
        listener.begun(guard.hello().until());
        return guard.link();
    }

    private void attend(GuardLink open) throws IOException, InterruptedException {
        while (!closed) {
            Duration silence = open.silence();
            Duration patience = silence.isZero() ? LONG : SILENCE.minus(silence);
            for (GuardEcho echo : open.await(patience)) {
                if (echo.isAnswer()) {
                    open.answered();
                }
                listener.heard(echo);
            }
            // Measured after the reading: if this process was frozen, the answer waits there.
            if (open.silence().compareTo(SILENCE) > 0) {
                host.end("it has answered nothing for " + SILENCE.toMillis() + " ms");
                throw new IOException("it was silent");
            }
        }
    }

    private void recover(Exception e) throws InterruptedException {
        boolean had = lose();
        if (closed) {
            return;
        }
        LOG.warn("there is no guard: {}", String.valueOf(e.getMessage()));
        if (!had) {
            Thread.sleep(AGAIN);
        }
    }

    private boolean lose() {
        boolean had;
        synchronized (this) {
            had = link.isPresent();
            link = Optional.empty();
        }
        listener.lost();
        return had;
    }
}
