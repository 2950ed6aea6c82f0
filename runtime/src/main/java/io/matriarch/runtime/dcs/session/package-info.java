/**
 * Our session with ZooKeeper: connecting, noticing that the connection broke or the session ended,
 * keeping the session over a restart of the agent (lease L11).
 *
 * <p>Depends on the core's events and on Curator, which owns the connection, authentication and the
 * replacement of expired sessions. A ZooKeeper handle made here never closes its session unless
 * told so: neither Curator nor an exit of the process may give our lock away (lease L5).
 */
package io.matriarch.runtime.dcs.session;
