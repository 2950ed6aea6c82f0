package io.matriarch.state;

/**
 * Section {@code standby_cluster}: the cluster as a whole is a standby of a server outside of it
 * (contract 2.22). It counts while one of host, port or restore_command is given.
 *
 * @param host one or several hosts by comma; empty when there is only an archive
 * @param port one or several ports by comma; empty for the standard one
 * @param slot the slot to use there: {@code primary_slot_name}; empty for none
 */
public record StandbyCluster(String host, String port, String slot) {}
