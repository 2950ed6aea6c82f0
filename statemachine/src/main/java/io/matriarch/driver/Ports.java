package io.matriarch.driver;

/**
 * One world, as the driver sees it.
 *
 * @param dcs the DCS
 * @param postgres our PostgreSQL
 * @param peers the other members
 * @param fence the guard
 * @param watchdog the kernel's watchdog
 * @param agent our own process
 * @param journal the record
 * @param durable what survives
 * @param clock the time
 */
public record Ports(
        DcsPort dcs,
        PostgresPort postgres,
        PeerPort peers,
        FencePort fence,
        WatchdogPort watchdog,
        AgentPort agent,
        Journal journal,
        DurableStore durable,
        Clock clock) {}
