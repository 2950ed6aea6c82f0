package io.matriarch.runtime.dcs.session;

import io.matriarch.value.SessionId;
import java.time.Duration;
import org.apache.zookeeper.ZooKeeper;

/**
 * A standing connection.
 *
 * @param handle to send requests through
 * @param session whose nodes are ours
 * @param connection its number, which grows
 * @param timeout the negotiated session timeout
 */
public record Link(ZooKeeper handle, SessionId session, long connection, Duration timeout) {}
