package io.matriarch.runtime.dcs.session;

import io.matriarch.value.SessionId;

import org.apache.zookeeper.ZooKeeper;

import java.time.Duration;

/**
 * A standing connection.
 *
 * @param handle to send requests through
 * @param session whose nodes are ours
 * @param connection its number, which grows
 * @param timeout the negotiated session timeout
 */
public record Link(ZooKeeper handle, SessionId session, long connection, Duration timeout) {}
