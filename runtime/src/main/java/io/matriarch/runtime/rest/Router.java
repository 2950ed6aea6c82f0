package io.matriarch.runtime.rest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.matriarch.action.PeerAction;
import io.matriarch.runtime.peers.BallotBox;
import io.matriarch.runtime.report.ClusterReport;
import io.matriarch.state.ClusterView;
import io.matriarch.value.MemberName;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Leads each request to its answer (contract 3.1, 3.4, 3.6). */
final class Router {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final AgentView agent;
    private final ClusterKeys keys;
    private final FailoverDesk desk;
    private final OrderDesk orders;

    Router(AgentView agent, ClusterKeys keys) {
        this.agent = agent;
        this.keys = keys;
        this.desk = new FailoverDesk(agent, keys);
        this.orders = new OrderDesk(agent);
    }

    /** Whether only those may send it whom the access guard lets in. */
    static boolean isUnsafe(String method) {
        return switch (method) {
            case "GET", "HEAD", "OPTIONS" -> false;
            default -> true;
        };
    }

    /**
     * @param candidate what came with {@link BallotBox#HEADER}
     */
    Reply answer(String method, String path, Query query, String body, Optional<String> candidate) {
        boolean votes = candidate.isPresent() && "patroni".equals(firstSegment(path));
        return switch (method) {
            case "GET" -> votes ? vote(candidate.get()) : get(path, query);
            case "HEAD", "OPTIONS" -> Reply.bare(Health.code(path, query, Sight.last(agent)));
            case "POST" -> post(path, body);
            case "DELETE" -> delete(path);
            default -> unsupported(method);
        };
    }

    private Reply get(String path, Query query) {
        return switch (firstSegment(path)) {
            case "patroni" -> Reply.json(200, StatusJson.of(Sight.fresh(agent)));
            case "liveness" -> Reply.bare(Health.liveness(Sight.last(agent), agent.overdue()));
            case "readiness" -> Reply.bare(Health.readiness(query, Sight.last(agent)));
            case "cluster" -> Reply.json(200, ClusterJson.of(report()));
            case "history" ->
                    Reply.json(200, ClusterJson.history(view().history().orElse(List.of())));
            case "config" -> config();
            case "failsafe" -> FailsafeAnswers.listed(agent);
            default -> health(path, query);
        };
    }

    /** The status after the vote is settled: its position is final when we withdrew for it. */
    private Reply vote(String candidate) {
        if (candidate.isBlank() || candidate.contains("/")) {
            return Reply.json(200, StatusJson.of(Sight.fresh(agent)));
        }
        PeerAction.AnswerVote vote = agent.vote(new MemberName(candidate));
        ObjectNode status = StatusJson.of(Sight.fresh(agent));
        status.putObject("vote")
                .put("withdrew", vote.withdrew())
                .put("location", vote.position().bytes())
                .put("why", vote.why());
        return Reply.json(200, status);
    }

    private Reply health(String path, Query query) {
        Sight sight = Sight.last(agent);
        return Reply.json(Health.code(path, query, sight), StatusJson.of(sight));
    }

    private Reply config() {
        try {
            return keys.config().map(text -> Reply.json(200, text)).orElse(Reply.bare(502));
        } catch (IOException _) {
            return Reply.bare(502);
        }
    }

    private Reply post(String path, String body) {
        return switch (firstSegment(path)) {
            case "switchover" -> wished(body, desk::switchover);
            case "failover" -> wished(body, desk::failover);
            case "failsafe" -> FailsafeAnswers.asked(agent, body);
            case "restart" -> ordered(body, orders::restart);
            case "reinitialize" -> ordered(body, orders::reinitialize);
            default -> unsupported("POST");
        };
    }

    private Reply delete(String path) {
        return switch (firstSegment(path)) {
            case "switchover" -> desk.withdraw();
            case "restart" -> orders.withdraw();
            default -> unsupported("DELETE");
        };
    }

    private static Reply wished(String body, Function<Wish, Reply> serve) {
        try {
            JsonNode request = JSON.readTree(body);
            return request.isObject() && !request.isEmpty()
                    ? serve.apply(Wish.read(request))
                    : Reply.text(400, "the body must be a JSON object");
        } catch (JsonProcessingException _) {
            return Reply.text(400, "the body must be a JSON object");
        } catch (IllegalArgumentException e) {
            return Reply.text(400, e.getMessage());
        }
    }

    /** The same where the body may be missing. */
    private static Reply ordered(String body, Function<JsonNode, Reply> serve) {
        try {
            JsonNode request = JSON.readTree(body.isBlank() ? "{}" : body);
            return request.isObject()
                    ? serve.apply(request)
                    : Reply.text(400, "the body must be a JSON object");
        } catch (JsonProcessingException _) {
            return Reply.text(400, "the body must be a JSON object");
        } catch (IllegalArgumentException e) {
            return Reply.text(400, e.getMessage());
        }
    }

    private static Reply unsupported(String method) {
        return Reply.text(501, "Unsupported method ('" + method + "')");
    }

    private ClusterReport report() {
        return ClusterReport.of(agent.state().local().scope(), view());
    }

    private ClusterView view() {
        return agent.state().cluster().latest().orElse(ClusterView.EMPTY);
    }

    private static String firstSegment(String path) {
        String[] segments = path.split("/");
        return segments.length > 1 ? segments[1] : "";
    }
}
