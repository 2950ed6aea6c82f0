package io.matriarch.runtime.rest;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.matriarch.action.AgentAction.Result;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Orders over REST: what is asked of the agent, and what its answers become. */
class OrderDeskTest {
    private static final Query NONE = Query.of(null);
    private final FakeAgent agent = new FakeAgent();
    private final Router router = new Router(agent, agent);

    @Test
    void aRestartIsOrderedWithItsConditionsAndTheAnswerComesBack() {
        agent.setAnswer(Result.DONE, "restarted successfully");
        assertEquals(
                "200 restarted successfully",
                post(
                        "/restart",
                        "{\"role\":\"replica\",\"postgres_version\":\"15.2\",\"timeout\":\"2min\","
                                + "\"restart_pending\":true}"));
        assertEquals(
                "RestartRequested[at=100.000, order=1, when=Optional.empty, wish=RestartWish[role="
                        + "Optional[REPLICA], below=Optional[150002], ifPending=true,"
                        + " timeout=Optional[PT2M]]]",
                ordered());
    }

    @Test
    void eachResultHasItsCode() {
        agent.setAnswer(Result.SCHEDULED, "Restart scheduled");
        assertEquals(
                "202 Restart scheduled",
                post("/restart", "{\"schedule\":\"2026-07-24T12:00+00:00\"}"));
        agent.setAnswer(Result.CONFLICT, "Another restart is already scheduled");
        assertEquals("409 Another restart is already scheduled", post("/restart", ""));
        agent.setAnswer(Result.PAUSED, "Can't schedule restart in the paused state");
        assertEquals("500 Can't schedule restart in the paused state", post("/restart", "{}"));
        agent.setAnswer(Result.ABSENT, "no restarts are scheduled");
        assertEquals("404 no restarts are scheduled", text("DELETE", "/restart", ""));
        agent.setAnswer(Result.REFUSED, "I am the leader, can not reinitialize");
        assertEquals(
                "503 I am the leader, can not reinitialize",
                post("/reinitialize", "{\"force\":true,\"from_leader\":true}"));
        assertEquals(
                "ReinitializeRequested[at=100.000, order=1, force=true, fromLeader=true]",
                ordered());
    }

    @Test
    void whatIsNotUnderstoodReachesNoAgent() {
        assertEquals(
                "400 Unknown filter for the scheduled restart: speed",
                post("/restart", "{\"speed\":1}"));
        assertEquals(
                "400 Timezone information is mandatory for the scheduled restart",
                post("/restart", "{\"schedule\":\"2026-07-24T12:00\"}"));
        assertEquals(
                "422 Cannot schedule restart in the past",
                post("/restart", "{\"schedule\":\"2020-01-01T12:00+00:00\"}"));
        assertEquals("400 timeout is a positive time, not 0", post("/restart", "{\"timeout\":0}"));
        assertEquals("nothing", ordered());
    }

    private String post(String path, String body) {
        return text("POST", path, body);
    }

    private String text(String method, String path, String body) {
        Reply reply = router.answer(method, path, NONE, body, Optional.empty());
        return reply.code() + " " + reply.body();
    }

    private String ordered() {
        return agent.ordered().map(Object::toString).orElse("nothing");
    }
}
