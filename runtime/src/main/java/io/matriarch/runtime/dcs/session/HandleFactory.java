package io.matriarch.runtime.dcs.session;

import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.curator.utils.ZookeeperFactory;
import org.apache.zookeeper.WatchedEvent;
import org.apache.zookeeper.Watcher;
import org.apache.zookeeper.ZooKeeper;
import org.apache.zookeeper.client.ZKClientConfig;

/** Makes Curator's handles ours: each goes on with the present session where there is one. */
final class HandleFactory implements ZookeeperFactory {
    private static final long AUTHENTICATION_SECONDS = 5;

    private final Keeper keeper;
    private final int credentials;

    /** Whose handles these are. */
    interface Keeper {
        /**
         * Makes a handle and takes it for the present one.
         *
         * @throws IOException also when no handle is wanted any more
         */
        SessionHandle newHandle(String servers, Watcher watcher, Runnable whenAuthenticated)
                throws IOException;

        /**
         * What happened to the connection of a handle.
         *
         * @return whether Curator shall know, too
         */
        boolean process(SessionHandle handle, Watcher.Event.KeeperState state);
    }

    /**
     * @param credentials how many Curator will give to each handle
     */
    HandleFactory(Keeper keeper, int credentials) {
        this.keeper = keeper;
        this.credentials = credentials;
    }

    @Override
    public ZooKeeper newZooKeeper(
            String servers,
            int timeoutMillis,
            Watcher curator,
            boolean readOnly,
            ZKClientConfig config)
            throws IOException {
        return newZooKeeper(servers, timeoutMillis, curator, readOnly);
    }

    @Override
    public ZooKeeper newZooKeeper(
            String servers, int timeoutMillis, Watcher curator, boolean readOnly)
            throws IOException {
        CountDownLatch ready = new CountDownLatch(1 + credentials);
        Relay relay = new Relay(ready, curator);
        SessionHandle handle = keeper.newHandle(servers, relay, ready::countDown);
        relay.handle = handle;
        ready.countDown();
        return handle;
    }

    /** Tells us, then Curator. It waits until the handle is known and has all its credentials. */
    private final class Relay implements Watcher {
        private final CountDownLatch ready;
        private final Watcher curator;
        private volatile SessionHandle handle;

        Relay(CountDownLatch ready, Watcher curator) {
            this.ready = ready;
            this.curator = curator;
        }

        @Override
        public void process(WatchedEvent event) {
            if (event.getType() != Event.EventType.None || isPassedOn(event.getState())) {
                curator.process(event);
            }
        }

        private boolean isPassedOn(Event.KeeperState state) {
            try {
                return !ready.await(AUTHENTICATION_SECONDS, TimeUnit.SECONDS)
                        || keeper.process(handle, state);
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
                return true;
            }
        }
    }
}
