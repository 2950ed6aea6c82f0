package io.matriarch.runtime.dcs.session;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import org.apache.zookeeper.client.HostProvider;

/**
 * The servers of the ensemble in turn, over all handles of one agent: a handle made because a
 * server did not answer begins with the next server, not with the same one again (lease L15). Names
 * are resolved anew each time.
 */
final class ServerList implements HostProvider {
    private static final long PAUSE_MILLIS = 250;

    private final List<InetSocketAddress> servers;
    private int next;
    private int triedInVain;

    /**
     * @param servers unresolved; not empty
     */
    ServerList(List<InetSocketAddress> servers) {
        List<InetSocketAddress> shuffled = new ArrayList<>(servers);
        Collections.shuffle(shuffled, ThreadLocalRandom.current());
        this.servers = List.copyOf(shuffled);
    }

    @Override
    public int size() {
        return servers.size();
    }

    /** The next server; pauses once all have been tried in vain. */
    @Override
    public InetSocketAddress next(long spinDelay) {
        InetSocketAddress server;
        boolean pause;
        synchronized (this) {
            server = servers.get(next);
            next = (next + 1) % servers.size();
            pause = triedInVain >= servers.size();
            triedInVain++;
        }
        if (pause) {
            try {
                Thread.sleep(Math.min(spinDelay, PAUSE_MILLIS));
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
            }
        }
        return resolved(server);
    }

    @Override
    public synchronized void onConnected() {
        triedInVain = 0;
    }

    /** The list comes from the configuration and from nowhere else. */
    @Override
    public boolean updateServerList(
            Collection<InetSocketAddress> addresses, InetSocketAddress current) {
        return false;
    }

    private static InetSocketAddress resolved(InetSocketAddress server) {
        try {
            InetAddress[] all = InetAddress.getAllByName(server.getHostString());
            InetAddress one = all[ThreadLocalRandom.current().nextInt(all.length)];
            return new InetSocketAddress(one, server.getPort());
        } catch (UnknownHostException unknown) {
            return server;
        }
    }
}
