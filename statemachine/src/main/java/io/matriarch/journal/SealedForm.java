package io.matriarch.journal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.TreeMap;

/**
 * A sealed interface of records: a JSON object whose field {@code "@"} is the simple name of the
 * record. The names of one interface's records must differ.
 */
final class SealedForm implements JsonForm {
    private static final String TYPE = "@";

    private final Class<?> type;
    private final Map<String, RecordForm> leaves = new TreeMap<>();

    SealedForm(Class<?> type, JsonForms forms) {
        this.type = type;
        addLeaves(type, forms);
    }

    @Override
    public JsonNode write(Object value) {
        String name = value.getClass().getSimpleName();
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        object.put(TYPE, name);
        leaves.get(name).writeFields(value, object);
        return object;
    }

    @Override
    public Object read(JsonNode node) {
        JsonNode name = node.get(TYPE);
        RecordForm leaf = name == null || !name.isTextual() ? null : leaves.get(name.textValue());
        if (leaf == null) {
            throw new IllegalArgumentException("no known " + type.getSimpleName() + ": " + node);
        }
        return leaf.readFields(node);
    }

    private void addLeaves(Class<?> parent, JsonForms forms) {
        for (Class<?> child : parent.getPermittedSubclasses()) {
            if (child.isSealed()) {
                addLeaves(child, forms);
            } else if (leaves.put(child.getSimpleName(), new RecordForm(child, forms)) != null) {
                throw new IllegalStateException(
                        "two kinds of " + type + " are called " + child.getSimpleName());
            }
        }
    }
}
