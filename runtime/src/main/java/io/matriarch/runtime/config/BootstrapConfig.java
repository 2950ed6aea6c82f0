package io.matriarch.runtime.config;

import java.util.List;
import java.util.Optional;

/**
 * Section {@code bootstrap}: how a new cluster is made (contract 2.6, 4.2).
 *
 * @param allowed whether the section exists: without it this member never makes a cluster
 * @param dcs the first content of key {@code config}, a JSON object
 * @param initdb options of {@code initdb}, each as {@code name} or {@code name=value}
 * @param pgHba lines of {@code pg_hba.conf} when {@code postgresql.pg_hba} gives none
 */
public record BootstrapConfig(
        boolean allowed, String dcs, List<String> initdb, Optional<List<String>> pgHba) {
    public BootstrapConfig {
        initdb = List.copyOf(initdb);
        pgHba = pgHba.map(List::copyOf);
    }
}
