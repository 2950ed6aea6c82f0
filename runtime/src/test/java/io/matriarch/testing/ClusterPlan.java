package io.matriarch.testing;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What cluster a test or the demo wants.
 *
 * @param scope its name
 * @param members how many members: n1, n2 and so on
 * @param settings {@code bootstrap.dcs}: scalars as YAML writes them, as {@code ttl} to {@code 20}
 * @param parameters {@code bootstrap.dcs.postgresql.parameters}
 * @param libraries the folder with the agent's jars, as the build makes it
 * @param tickMillis tickTime of the ZooKeeper server: sessions last at least two of them
 * @param place where it lives; a fresh directory and free ports when absent
 * @param tools folders of PostgreSQL's programs for single members, by name; the usual one for
 *     others
 */
public record ClusterPlan(
        String scope,
        int members,
        SortedMap<String, String> settings,
        SortedMap<String, String> parameters,
        Path libraries,
        int tickMillis,
        Optional<Place> place,
        SortedMap<String, Path> tools) {

    /** How many ports are set aside for members; as many again for their PostgreSQL servers. */
    private static final int MOST_MEMBERS = 10;

    /**
     * A place of one's own choice.
     *
     * @param directory where everything lives; must not exist, removed in the end
     * @param firstPort ZooKeeper's port; the members' follow
     */
    public record Place(Path directory, int firstPort) {}

    public ClusterPlan {
        tools = Collections.unmodifiableSortedMap(new TreeMap<>(tools));
        settings = Collections.unmodifiableSortedMap(new TreeMap<>(settings));
        parameters = Collections.unmodifiableSortedMap(new TreeMap<>(parameters));
    }

    /** A cluster with ZooKeeper's and PostgreSQL's usual settings. */
    public static ClusterPlan of(String scope, int members, Path libraries) {
        return new ClusterPlan(
                scope,
                members,
                Collections.emptySortedMap(),
                Collections.emptySortedMap(),
                libraries,
                ZooKeeperProcess.USUAL_TICK_MILLIS,
                Optional.empty(),
                Collections.emptySortedMap());
    }

    /** The same in a chosen place. */
    public ClusterPlan at(Path directory, int firstPort) {
        return new ClusterPlan(
                scope,
                members,
                settings,
                parameters,
                libraries,
                tickMillis,
                Optional.of(new Place(directory, firstPort)),
                tools);
    }

    /** The same with other programs for one member. */
    public ClusterPlan withTools(String member, Path folder) {
        TreeMap<String, Path> more = new TreeMap<>(tools);
        more.put(member, folder);
        return new ClusterPlan(
                scope, members, settings, parameters, libraries, tickMillis, place, more);
    }

    /** The ports of a chosen place, ZooKeeper's first; none when they are free ones. */
    public List<Integer> ports() {
        if (place.isEmpty()) {
            return List.of();
        }
        List<Integer> ports = new ArrayList<>();
        ports.add(place.get().firstPort());
        for (int number = 1; number <= members; number++) {
            ports.add(restPort(number));
            ports.add(postgresPort(number));
        }
        return ports;
    }

    int restPort(int number) {
        return place.map(one -> one.firstPort() + number).orElseGet(FreePorts::next);
    }

    int postgresPort(int number) {
        return place.map(one -> one.firstPort() + MOST_MEMBERS + number).orElseGet(FreePorts::next);
    }

    /** The same with one more setting of {@code bootstrap.dcs}. */
    public ClusterPlan withSetting(String name, String value) {
        TreeMap<String, String> more = new TreeMap<>(settings);
        more.put(name, value);
        return new ClusterPlan(
                scope, members, more, parameters, libraries, tickMillis, place, tools);
    }

    /** The same with one more parameter of PostgreSQL. */
    public ClusterPlan withParameter(String name, String value) {
        TreeMap<String, String> more = new TreeMap<>(parameters);
        more.put(name, value);
        return new ClusterPlan(scope, members, settings, more, libraries, tickMillis, place, tools);
    }

    public ClusterPlan withTick(int millis) {
        return new ClusterPlan(
                scope, members, settings, parameters, libraries, millis, place, tools);
    }
}
