package io.matriarch.runtime.rest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.matriarch.runtime.dcs.json.FailsafeJson;
import io.matriarch.runtime.dcs.json.Json;
import io.matriarch.state.FailsafeReply;
import io.matriarch.value.MemberName;
import java.time.Duration;
import java.util.Optional;

/** The REST interface of the failsafe mode (contract 2.11, 3.4, 3.6); rules decide, it tells. */
final class FailsafeAnswers {
    private static final int BAD_GATEWAY = 502;
    private static final int ERROR = 500;

    private static final long MOST_MILLIS = Duration.ofDays(1).toMillis();

    private FailsafeAnswers() {}

    /** Who must promise for a leader without the DCS. */
    static Reply listed(AgentView agent) {
        var state = agent.state();
        return state.settings().failsafe()
                ? Reply.json(200, FailsafeJson.write(state.failsafe().listed()))
                : Reply.bare(BAD_GATEWAY);
    }

    /** A leader without the DCS asks for our promise. */
    static Reply asked(AgentView agent, String body) {
        JsonNode request;
        try {
            request = Json.parse(body);
        } catch (JsonProcessingException _) {
            return malformed();
        }
        String name = request.path("name").asText("");
        if (!request.isObject() || name.isBlank() || name.indexOf('/') >= 0) {
            return malformed();
        }
        Optional<FailsafeReply> reply =
                agent.promise(
                        new MemberName(name),
                        request.path("conn_url").asText(""),
                        request.path("api_url").asText(""),
                        lasts(request.path("lasts_ms")));
        return reply.map(FailsafeAnswers::told)
                .orElse(Reply.text(ERROR, "This agent does not answer in time"));
    }

    /** What no setting can mean counts as not told. */
    private static Duration lasts(JsonNode told) {
        long millis = told.asLong(0);
        return millis > 0 && millis <= MOST_MILLIS ? Duration.ofMillis(millis) : Duration.ZERO;
    }

    private static Reply malformed() {
        return Reply.text(400, "the body must be a JSON object with a name");
    }

    private static Reply told(FailsafeReply reply) {
        return switch (reply) {
            case FailsafeReply.Accepted(var position) -> {
                Reply accepted = Reply.text(200, "Accepted");
                yield position.map(at -> accepted.with("lsn", Long.toUnsignedString(at.bytes())))
                        .orElse(accepted);
            }
            case FailsafeReply.Refused(FailsafeReply.Why why) ->
                    Reply.text(why == FailsafeReply.Why.OFF ? BAD_GATEWAY : ERROR, why.words());
        };
    }
}
