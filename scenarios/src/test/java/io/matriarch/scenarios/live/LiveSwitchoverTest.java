package io.matriarch.scenarios.live;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.matriarch.runtime.journal.ReplayCommand;
import io.matriarch.testing.MemberProcess;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("live")
class LiveSwitchoverTest {
    @Test
    void aSwitchoverLeavesNoDivergedMemberAndEveryJournalReplays() throws Exception {
        try (LiveCluster cluster = LiveCluster.start(LiveCluster.plan())) {
            MemberProcess from = cluster.primary();
            MemberProcess to = cluster.other(from);

            HttpResponse<String> answer = switchOver(from, to);

            assertEquals(
                    "200 Successfully switched over to \"" + to.name() + "\"",
                    answer.statusCode() + " " + answer.body().strip());
            assertEquals(to.name(), cluster.awaitHealthy().name());
            for (MemberProcess member : cluster.servers().members()) {
                String log = Files.readString(member.files().log());
                assertTrue(!log.contains("R20-rewind"), member.name() + " was rewound");
                assertTrue(!log.contains("R22-copy"), member.name() + " was copied again");
            }
            assertEquals(503, Health.of(from, "/primary"));
            assertEquals(200, Health.of(from, "/replica"));
            assertEquals(200, Health.of(to, "/primary"));
            for (MemberProcess member : cluster.servers().members()) {
                assertReplays(member);
            }
        }
    }

    private static void assertReplays(MemberProcess member) {
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        Path journal = member.files().home().resolve("state").resolve("journal");
        int code = ReplayCommand.run(journal, new PrintStream(text, true, StandardCharsets.UTF_8));
        String said = text.toString(StandardCharsets.UTF_8).strip();
        assertEquals(0, code, member.name() + ": " + said);
        assertTrue(said.matches("(?s).*[0-9,]+ steps, identical.*"), said);
    }

    private static HttpResponse<String> switchOver(MemberProcess from, MemberProcess to)
            throws Exception {
        String body = "{\"leader\":\"%s\",\"candidate\":\"%s\"}".formatted(from.name(), to.name());
        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpRequest request =
                    HttpRequest.newBuilder(URI.create(from.restUrl() + "/switchover"))
                            .timeout(LiveCluster.PATIENCE)
                            .POST(HttpRequest.BodyPublishers.ofString(body))
                            .build();
            return client.send(request, HttpResponse.BodyHandlers.ofString());
        }
    }
}
