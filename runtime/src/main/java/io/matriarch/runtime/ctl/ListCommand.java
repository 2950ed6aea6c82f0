package io.matriarch.runtime.ctl;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.matriarch.runtime.report.ClusterReport;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.Yaml;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** Shows the members of clusters. */
@Command(
        name = "list",
        description = "List the Patroni members for a given Patroni",
        mixinStandardHelpOptions = true)
final class ListCommand implements Callable<Integer> {
    private static final DateTimeFormatter STAMP =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT);

    /** How the list is written. */
    enum Format {
        pretty,
        tsv,
        json,
        yaml,
        yml
    }

    @ParentCommand private MatriarchCtl parent;

    @Parameters(paramLabel = "CLUSTER", arity = "0..*")
    private List<String> clusters = new ArrayList<>();

    @Option(
            names = {"-f", "--format"},
            description = "Output format: ${COMPLETION-CANDIDATES}")
    private Format format = Format.pretty;

    @Option(
            names = {"-e", "--extended"},
            description = "Show some extra information")
    private boolean extended;

    @Option(
            names = {"-t", "--timestamp"},
            description = "Print timestamp")
    private boolean timestamp;

    @Option(
            names = {"-w", "--watch"},
            description = "Auto update the screen every so many seconds")
    private double seconds;

    @Option(names = "-W", description = "Auto update the screen every 2 seconds")
    private boolean watched;

    @Override
    public Integer call() throws InterruptedException {
        double pause = watched && seconds <= 0 ? 2 : seconds;
        if (clusters.isEmpty()) {
            parent.scope().ifPresent(clusters::add);
        }
        if (clusters.isEmpty()) {
            parent.err().println("Listing members: No cluster names were provided");
            return 0;
        }
        show();
        while (pause > 0) {
            TimeUnit.MILLISECONDS.sleep((long) (pause * 1000));
            show();
        }
        return 0;
    }

    private void show() {
        if (timestamp) {
            parent.terminal().print(STAMP.format(LocalDateTime.now(ZoneId.systemDefault())));
        }
        List<Map<String, Object>> objects = new ArrayList<>();
        for (String cluster : clusters) {
            try (Session session = parent.open(Optional.of(cluster))) {
                ClusterReport report = session.report();
                ClusterTable table = new ClusterTable(report, extended);
                switch (format) {
                    case pretty -> parent.terminal().printAsIs(table.pretty());
                    case tsv -> parent.terminal().printAsIs(table.tsv());
                    case json, yaml, yml -> objects.addAll(table.objects());
                }
            }
        }
        switch (format) {
            case pretty, tsv -> {}
            case json -> parent.terminal().print(json(objects));
            case yaml, yml -> parent.terminal().printAsIs(yaml(objects));
        }
    }

    private static String json(Object value) {
        try {
            return new ObjectMapper().writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("plain values are always JSON", e);
        }
    }

    private static String yaml(Object value) {
        DumperOptions options = new DumperOptions();
        options.setDefaultFlowStyle(DumperOptions.FlowStyle.BLOCK);
        return new Yaml(options).dump(value);
    }
}
