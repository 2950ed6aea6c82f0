package io.matriarch.action;

/** One order of the machine to the world. */
public sealed interface Action
        permits DcsAction, PostgresAction, PeerAction, FenceAction, WatchdogAction, AgentAction {}
