package io.matriarch.runtime.rest;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.matriarch.state.Failsafe;
import io.matriarch.state.FailsafeReply;
import io.matriarch.value.LockEpoch;
import io.matriarch.value.Lsn;
import io.matriarch.value.MemberName;
import io.matriarch.value.Moment;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class FailsafeRequestsTest extends RestBench {
    private static final String BODY =
            "{\"name\":\"n2\",\"conn_url\":\"postgres://b/\",\"api_url\":\"http://b/patroni\","
                    + "\"slots\":{\"n1\":5}}";

    @Test
    void passesTheMachinesPromiseOnWithThePositionOfTheLog() throws Exception {
        agent.promise = Optional.of(new FailsafeReply.Accepted(Optional.of(new Lsn(0x5000))));
        var answer = send("POST", "/failsafe", BODY);
        assertEquals(200, answer.statusCode());
        assertEquals("Accepted", answer.body());
        assertEquals(Optional.of("20480"), answer.headers().firstValue("lsn"));
        assertEquals("n2 postgres://b/ http://b/patroni", agent.asked);
    }

    @Test
    void saysWhyThereIsNoPromise() throws Exception {
        agent.promise = Optional.of(new FailsafeReply.Refused(FailsafeReply.Why.LEADING));
        assertEquals("500 Running as a leader", post("/failsafe", BODY));
        agent.promise = Optional.of(new FailsafeReply.Refused(FailsafeReply.Why.OFF));
        assertEquals("502 failsafe mode is off", post("/failsafe", BODY));
        agent.promise = Optional.empty();
        assertEquals("500 This agent does not answer in time", post("/failsafe", BODY));
        assertEquals(
                "400 the body must be a JSON object with a name", post("/failsafe", "nonsense"));
    }

    @Test
    void tellsWhoMustPromiseWhileTheModeIsOn() throws Exception {
        assertEquals(502, code("/failsafe"));
        TreeMap<MemberName, String> listed = new TreeMap<>();
        listed.put(new MemberName("n1"), "http://a/patroni");
        agent.set(state ->
                state.with(state.settings().withFailsafe(true))
                        .with(state.failsafe().withListed(listed)));
        assertEquals("{\"n1\":\"http://a/patroni\"}", send("GET", "/failsafe", "").body());
    }

    @Test
    void aLeaderByPromiseIsThePrimaryUntilThePromiseEnds() throws Exception {
        follows();
        Moment until = Moment.ofMillis(120_000);
        agent.set(state ->
                state.with(FakeAgent.primary())
                        .with(
                                state.failsafe()
                                        .withPromise(
                                                Optional.of(
                                                        new Failsafe.Promise(
                                                                new LockEpoch(7),
                                                                Moment.ZERO,
                                                                until)))));
        assertEquals(200, code("/primary"));
        agent.setNow(120_000);
        assertEquals(503, code("/primary"));
    }
}
