package io.matriarch.runtime.rest;

import com.fasterxml.jackson.databind.JsonNode;
import io.matriarch.action.AgentAction;
import io.matriarch.event.OperatorEvent;
import io.matriarch.runtime.amount.Amount;
import io.matriarch.state.RestartWish;
import io.matriarch.state.Role;
import io.matriarch.value.Moment;
import io.matriarch.value.OrderId;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Takes orders about this member's own PostgreSQL: checks their form, hands them to the agent and
 * tells its answer (contract 3.6). Whether and how they are carried out is decided by rules.
 */
final class OrderDesk {
    private static final int BAD_REQUEST = 400;
    private static final int UNPROCESSABLE = 422;
    private static final int UNAVAILABLE = 503;
    private static final Duration PATIENCE = Duration.ofMinutes(10);
    private static final Pattern VERSION =
            Pattern.compile("([0-9]{1,3})(?:\\.([0-9]{1,4}))?(?:\\.([0-9]{1,4}))?");
    private static final int FIRST_OF_TWO_PARTS = 10;

    private final AgentView agent;

    OrderDesk(AgentView agent) {
        this.agent = agent;
    }

    /**
     * {@code POST /restart}.
     *
     * @throws IllegalArgumentException when a field is not understood; the message says which
     */
    Reply restart(JsonNode body) {
        RestartWish wish = wish(body);
        if (!body.has("schedule")) {
            Duration patience = PATIENCE.plus(wish.timeout().orElse(PATIENCE));
            return give(
                    (at, id) -> new OperatorEvent.RestartRequested(at, id, Optional.empty(), wish),
                    patience);
        }
        String text = body.path("schedule").asText();
        Optional<Instant> when = Wish.instant(text);
        if (when.isEmpty()) {
            return Wish.isZoneless(text)
                    ? Reply.text(
                            BAD_REQUEST,
                            "Timezone information is mandatory for the scheduled restart")
                    : Reply.text(UNPROCESSABLE, "the schedule is not a time in ISO 8601");
        }
        if (when.get().isBefore(agent.wall())) {
            return Reply.text(UNPROCESSABLE, "Cannot schedule restart in the past");
        }
        return give((at, id) -> new OperatorEvent.RestartRequested(at, id, when, wish), PATIENCE);
    }

    /** {@code DELETE /restart}. */
    Reply withdraw() {
        return give(OperatorEvent.RestartWithdrawn::new, PATIENCE);
    }

    /** {@code POST /reinitialize}. */
    Reply reinitialize(JsonNode body) {
        boolean force = body.path("force").asBoolean();
        boolean fromLeader = body.path("from_leader").asBoolean();
        return give(
                (at, id) -> new OperatorEvent.ReinitializeRequested(at, id, force, fromLeader),
                PATIENCE);
    }

    private Reply give(BiFunction<Moment, OrderId, OperatorEvent> order, Duration patience) {
        return agent.order(order, patience)
                .map(answer -> Reply.text(code(answer.result()), answer.text()))
                .orElse(Reply.text(UNAVAILABLE, "the agent gave no answer"));
    }

    private static int code(AgentAction.Result result) {
        return switch (result) {
            case DONE -> 200;
            case SCHEDULED -> 202;
            case REFUSED -> UNAVAILABLE;
            case CONFLICT -> 409;
            case PAUSED -> 500;
            case ABSENT -> 404;
        };
    }

    private static RestartWish wish(JsonNode body) {
        body.fieldNames().forEachRemaining(OrderDesk::requireKnown);
        return new RestartWish(
                text(body, "role").map(OrderDesk::role),
                text(body, "postgres_version").map(OrderDesk::version),
                body.path("restart_pending").asBoolean(),
                text(body, "timeout").map(OrderDesk::duration));
    }

    private static void requireKnown(String field) {
        switch (field) {
            case "schedule", "role", "postgres_version", "timeout", "restart_pending" -> {}
            default ->
                    throw new IllegalArgumentException(
                            "Unknown filter for the scheduled restart: " + field);
        }
    }

    private static Optional<String> text(JsonNode body, String field) {
        return Optional.of(body.path(field).asText()).filter(value -> !value.isBlank());
    }

    private static Role role(String word) {
        return switch (word) {
            case "primary", "master" -> Role.PRIMARY;
            case "standby_leader" -> Role.STANDBY_LEADER;
            case "replica" -> Role.REPLICA;
            default ->
                    throw new IllegalArgumentException(
                            "role is one of primary, standby_leader, replica, not " + word);
        };
    }

    /** As in {@code server_version_num}: 9.6.3 is 90603, 15.2 is 150002. */
    private static int version(String text) {
        Matcher parts = VERSION.matcher(text.strip());
        if (!parts.matches()) {
            throw new IllegalArgumentException("postgres_version is no version: " + text);
        }
        int first = number(parts.group(1));
        boolean two = first >= FIRST_OF_TWO_PARTS;
        int second = number(parts.group(2));
        return first * 10_000 + (two ? second : second * 100 + number(parts.group(3)));
    }

    private static int number(String digits) {
        return digits == null ? 0 : Integer.parseInt(digits);
    }

    private static Duration duration(String text) {
        return Amount.duration(text)
                .filter(Duration::isPositive)
                .orElseThrow(() ->
                        new IllegalArgumentException("timeout is a positive time, not " + text));
    }
}
