/**
 * The DCS on ZooKeeper: {@link io.matriarch.runtime.dcs.ZooKeeperDcs} carries out the core's
 * requests, {@link io.matriarch.runtime.dcs.ClusterStore} serves command line and REST API.
 *
 * <p>Keys and values are Patroni's (contract 1). Nothing here decides who leads: each request does
 * what it says or tells why not. Depends on the core and on the sub-packages {@code json} (the text
 * of the keys) and {@code session} (the connection).
 */
package io.matriarch.runtime.dcs;
