package io.matriarch.runtime.ctl;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.matriarch.runtime.report.ClusterReport;
import io.matriarch.runtime.report.MemberLine;
import io.matriarch.value.MemberName;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What switchover and failover have in common: to ask a member, and to tell what came of it. */
final class LeaderChange {
    private final Session session;
    private final String action;

    /**
     * @param action {@code switchover} or {@code failover}
     */
    LeaderChange(Session session, String action) {
        this.session = session;
        this.action = action;
    }

    /** Members that could lead next: all but the leader and those who never may. */
    static List<String> candidates(ClusterReport report) {
        return report.members().stream()
                .filter(line -> !line.isLeader())
                .filter(line -> !"true".equals(line.tags().get("nofailover")))
                .map(MemberLine::name)
                .toList();
    }

    void checkCandidate(ClusterReport report, String candidate) {
        if (!candidates(report).contains(candidate)) {
            throw new CtlException(
                    "Member "
                            + candidate
                            + " does not exist in cluster "
                            + report.scope()
                            + " or is tagged as nofailover");
        }
    }

    void carryOut(
            ClusterReport report,
            Optional<String> leader,
            Optional<String> candidate,
            Optional<OffsetDateTime> at) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        leader.ifPresent(name -> body.put("leader", name));
        candidate.ifPresent(name -> body.put("candidate", name));
        at.ifPresent(time -> body.put("scheduled_at", time.toString()));
        try {
            told(post(report, body.toString()));
        } catch (IOException _) {
            session.tell("Could not " + action + " using Patroni api, falling back to DCS");
            session.requestFailover(
                    leader.map(MemberName::new),
                    candidate.map(MemberName::new),
                    at.map(OffsetDateTime::toInstant));
            session.tell("Initialized " + action + (leader.isPresent() ? " from leader" : ""));
        }
        session.show(session.report());
    }

    private RestCall.Answer post(ClusterReport report, String body) throws IOException {
        Optional<String> url =
                Stream.concat(report.leader().stream(), report.members().stream())
                        .map(MemberLine::apiUrl)
                        .filter(one -> !one.isEmpty())
                        .findFirst();
        if (url.isEmpty()) {
            throw new IOException("no member has a REST interface");
        }
        return RestCall.post(url.get(), "/" + action, body, session.config().authentication());
    }

    private void told(RestCall.Answer answer) {
        if (answer.code() == HttpURLConnection.HTTP_OK
                || answer.code() == HttpURLConnection.HTTP_ACCEPTED) {
            session.tell(answer.text());
            return;
        }
        String title = Character.toUpperCase(action.charAt(0)) + action.substring(1);
        boolean unknown = answer.text().contains("status unknown");
        session.terminal()
                .print(
                        title
                                + (unknown ? " result unknown, " : " failed, ")
                                + "details: "
                                + answer.code()
                                + ", "
                                + answer.text());
    }
}
