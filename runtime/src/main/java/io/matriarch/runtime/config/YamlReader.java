package io.matriarch.runtime.config;

import java.io.StringReader;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/** Reads YAML 1.1, as PyYAML does, into a {@link Tree} that remembers lines. */
final class YamlReader {
    private final String source;
    private final Problems problems;
    private final Values values = new Values();

    YamlReader(String source, Problems problems) {
        this.source = source;
        this.problems = problems;
    }

    /**
     * @return the document's mapping; an empty one for an empty document
     * @throws ConfigException when it is not YAML, or not a mapping
     */
    Tree.Mapping read(String text) throws ConfigException {
        try {
            Node root = new Yaml(new LoaderOptions()).compose(new StringReader(text));
            Origin start = new Origin(source, 1);
            return switch (root == null ? new Tree.Nothing(start) : tree("", root)) {
                case Tree.Mapping mapping -> mapping;
                case Tree.Nothing _ -> new Tree.Mapping(start, Map.of());
                case Tree.Items _, Tree.Leaf _ ->
                        throw new ConfigException(
                                new ConfigError(
                                        start.toString(),
                                        "",
                                        "the file must consist of \"key: value\" lines.",
                                        ""));
            };
        } catch (MarkedYAMLException e) {
            throw new ConfigException(broken(e));
        } catch (YAMLException e) {
            throw new ConfigException(
                    new ConfigError(source, "", "not YAML: " + e.getMessage(), ""));
        }
    }

    private ConfigError broken(MarkedYAMLException e) {
        Mark mark = e.getProblemMark();
        String place =
                source + " line " + (mark.getLine() + 1) + " column " + (mark.getColumn() + 1);
        String what = e.getProblem() == null ? e.getContext() : e.getProblem();
        String hint =
                what.contains("'\\t'") || what.contains("\\t(TAB)")
                        ? "Indent with blanks, not with tabs."
                        : "Look at this line and the one before it.";
        return new ConfigError(place, "", "not YAML: " + what + ".", hint);
    }

    private Tree tree(String path, Node node) {
        Origin origin = origin(node);
        return switch (node) {
            case MappingNode mapping -> new Tree.Mapping(origin, fields(path, mapping));
            case SequenceNode list -> {
                List<Tree> items = new ArrayList<>();
                list.getValue().forEach(item -> items.add(tree(path + "[]", item)));
                yield new Tree.Items(origin, items);
            }
            case ScalarNode scalar when Tag.NULL.equals(scalar.getTag()) ->
                    new Tree.Nothing(origin);
            case ScalarNode scalar -> new Tree.Leaf(origin, scalar.getValue(), values.of(scalar));
            default -> new Tree.Nothing(origin);
        };
    }

    private Map<String, Tree.Field> fields(String path, MappingNode mapping) {
        Map<String, Tree.Field> fields = new LinkedHashMap<>();
        for (NodeTuple pair : mapping.getValue()) {
            if (Tag.MERGE.equals(pair.getKeyNode().getTag())) {
                merged(path, pair.getValueNode()).forEach(fields::putIfAbsent);
            }
        }
        Map<String, Origin> own = new LinkedHashMap<>();
        for (NodeTuple pair : mapping.getValue()) {
            Node keyNode = pair.getKeyNode();
            if (Tag.MERGE.equals(keyNode.getTag())) {
                continue;
            }
            String key = keyNode instanceof ScalarNode scalar ? scalar.getValue() : "?";
            String keyPath = path.isEmpty() ? key : path + "." + key;
            Origin before = own.put(key, origin(keyNode));
            if (before != null) {
                problems.warn(
                        origin(keyNode),
                        keyPath,
                        "given twice; line " + before.line() + " is lost");
            }
            fields.put(key, new Tree.Field(origin(keyNode), tree(keyPath, pair.getValueNode())));
        }
        return fields;
    }

    private Map<String, Tree.Field> merged(String path, Node node) {
        Map<String, Tree.Field> fields = new LinkedHashMap<>();
        switch (node) {
            case MappingNode one -> fields.putAll(fields(path, one));
            case SequenceNode several ->
                    several.getValue()
                            .forEach(one -> merged(path, one).forEach(fields::putIfAbsent));
            default -> problems.warn(origin(node), path, "<< needs a mapping");
        }
        return fields;
    }

    private Origin origin(Node node) {
        return new Origin(source, node.getStartMark().getLine() + 1);
    }

    /** Turns single scalars into Java values by the rules of YAML 1.1. */
    private static final class Values extends SafeConstructor {
        Values() {
            super(new LoaderOptions());
        }

        Object of(ScalarNode scalar) {
            return switch (constructDocument(scalar)) {
                case Date date -> date.toInstant().atOffset(ZoneOffset.UTC).toString();
                case byte[] _ -> scalar.getValue();
                case Object value -> value;
            };
        }
    }
}
