package io.matriarch.runtime.config;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.Set;

/** Reads section {@code bootstrap}. */
final class BootstrapReader {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** Options of initdb that the agent sets, or must not be set (contract 4.2). */
    private static final Set<String> FORBIDDEN =
            Set.of("pgdata", "nosync", "pwfile", "sync-only", "version");

    private final Section section;

    BootstrapReader(Section section) {
        this.section = section;
    }

    BootstrapConfig read() {
        BootstrapConfig config =
                new BootstrapConfig(section.isPresent(), dcs(), initdb(), section.lines("pg_hba"));
        method();
        section.idle("users", "post_bootstrap", "post_init").end();
        return config;
    }

    private String dcs() {
        try {
            return JSON.writeValueAsString(section.plain("dcs"));
        } catch (JsonProcessingException e) {
            section.error("dcs", "cannot be written as JSON: " + e.getOriginalMessage(), "");
            return "{}";
        }
    }

    private List<String> initdb() {
        List<String> arguments = PostgresReader.options(section, "initdb");
        for (String argument : arguments) {
            if (FORBIDDEN.contains(argument.split("=", 2)[0])) {
                section.error("initdb", Section.quoted(argument), "The agent sets it; remove it.");
            }
        }
        return arguments;
    }

    private void method() {
        section.text("method")
                .filter(method -> !"initdb".equals(method))
                .ifPresent(method ->
                        section.error(
                                "method",
                                Section.quoted(method),
                                "This version makes clusters with initdb only."));
    }
}
