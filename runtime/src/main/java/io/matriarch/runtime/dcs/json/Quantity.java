package io.matriarch.runtime.dcs.json;

import com.fasterxml.jackson.databind.JsonNode;
import io.matriarch.runtime.amount.Amount;
import java.time.Duration;
import java.util.Optional;

/** Amounts in settings: a number, a number as text, or one with a unit as text. */
final class Quantity {
    private Quantity() {}

    /** A duration of at most a century, without a unit in seconds; empty when it is none. */
    static Optional<Duration> duration(JsonNode node) {
        return node.isNumber()
                ? Amount.seconds(node.decimalValue())
                : text(node).flatMap(Amount::duration);
    }

    /** A number of bytes; empty when it is none. */
    static Optional<Long> bytes(JsonNode node) {
        return node.isNumber()
                ? Amount.bytes(node.decimalValue())
                : text(node).flatMap(Amount::bytes);
    }

    private static Optional<String> text(JsonNode node) {
        return node.isTextual() ? Optional.of(node.asText()) : Optional.empty();
    }
}
