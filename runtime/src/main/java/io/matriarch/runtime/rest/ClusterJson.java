package io.matriarch.runtime.rest;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.matriarch.runtime.report.ClusterReport;
import io.matriarch.runtime.report.Lag;
import io.matriarch.runtime.report.MemberLine;
import io.matriarch.state.FailoverRequest;
import io.matriarch.state.HistoryLine;
import java.util.List;
import java.util.Optional;

/** Bodies of {@code GET /cluster} and {@code GET /history} (contract 3.4). */
final class ClusterJson {
    private ClusterJson() {}

    static ObjectNode of(ClusterReport report) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        ArrayNode members = body.putArray("members");
        report.members().forEach(line -> member(members.addObject(), line));
        body.put("scope", report.scope());
        report.scheduled().ifPresent(request -> scheduled(body, request));
        return body;
    }

    private static void member(ObjectNode member, MemberLine line) {
        member.put("name", line.name());
        member.put("role", line.role());
        member.put("state", line.state());
        member.put("api_url", line.apiUrl());
        if (line.port().isPresent()) {
            member.put("host", line.host());
            member.put("port", line.port().getAsInt());
        }
        line.timeline().ifPresent(timeline -> member.put("timeline", timeline));
        StatusJson.tags(member, line.tags());
        if (!line.isLeader()) {
            lag(member, "receive_lsn", "receive_lag", line.received());
            lag(member, "replay_lsn", "replay_lag", line.replayed());
            lag(member, "lsn", "lag", line.furthest());
        }
    }

    private static void lag(ObjectNode member, String lsnKey, String lagKey, Optional<Lag> lag) {
        member.put(lsnKey, lag.map(one -> one.position().toString()).orElse("unknown"));
        lag.flatMap(Lag::bytes)
                .ifPresentOrElse(
                        bytes -> member.put(lagKey, bytes), () -> member.put(lagKey, "unknown"));
    }

    private static void scheduled(ObjectNode body, FailoverRequest.Asked request) {
        ObjectNode scheduled = body.putObject("scheduled_switchover");
        request.at().ifPresent(at -> scheduled.put("at", at.toString()));
        request.leader().ifPresent(from -> scheduled.put("from", from.text()));
        request.candidate().ifPresent(to -> scheduled.put("to", to.text()));
    }

    static ArrayNode history(List<HistoryLine> lines) {
        ArrayNode body = JsonNodeFactory.instance.arrayNode();
        for (HistoryLine line : lines) {
            ArrayNode entry = body.addArray();
            entry.add(line.timeline().number()).add(line.end().bytes()).add(line.reason());
            if (!line.at().isEmpty()) {
                entry.add(line.at());
            }
            if (!line.newLeader().isEmpty()) {
                entry.add(line.newLeader());
            }
        }
        return body;
    }
}
