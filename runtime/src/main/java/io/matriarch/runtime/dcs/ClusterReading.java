package io.matriarch.runtime.dcs;

import io.matriarch.state.ClusterView;
import io.matriarch.state.Config;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * One reading of the cluster: what the core sees of it, and the text of every key for those who
 * need more.
 *
 * @param view for the core
 * @param texts by key, such as {@code config} or {@code members/a}; keys that do not exist are
 *     missing
 */
public record ClusterReading(ClusterView view, SortedMap<String, String> texts) {
    public ClusterReading {
        texts = Collections.unmodifiableSortedMap(new TreeMap<>(texts));
    }

    /** The text of a key. */
    public Optional<String> text(String key) {
        return Optional.ofNullable(texts.get(key));
    }

    /** The whole configuration as it stands there; empty when it is missing or unreadable. */
    public Optional<String> config() {
        return view.config() instanceof Config.Present ? text("config") : Optional.empty();
    }
}
