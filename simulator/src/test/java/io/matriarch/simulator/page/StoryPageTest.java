package io.matriarch.simulator.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.matriarch.journal.RecordJson;
import io.matriarch.simulator.page.Page.Band;
import io.matriarch.simulator.page.Page.Gap;
import io.matriarch.simulator.page.Page.Lane;
import io.matriarch.simulator.scenario.Scenario;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class StoryPageTest {
    private static final Scenario FROZEN =
            Scenario.parse(
                    """
                    scenario  frozen
                    story     </script><b>The agent</b> & its {{data}} are frozen.
                    members   n1 primary
                              n2 standby
                    settings  ttl 30s, loop_wait 10s
                    clients   writer A 10/s to the primary
                    until     150s
                    at  20s   freeze agent n1
                    at 100s   thaw agent n1
                    """);
    private static final StoryPage.Played PLAYED =
            StoryPage.play(FROZEN, FROZEN.variations().getFirst());
    private static final Page PAGE = PLAYED.page();

    @Test
    void thereIsALaneForZooKeeperAndOneForEachMember() {
        assertEquals(
                List.of("ZooKeeper", "n1", "n2"), PAGE.lanes().stream().map(Lane::name).toList());
    }

    @Test
    void thePrimaryWithTheFrozenAgentGoesDownAndComesBackAsAStandby() {
        List<String> roles = bands("n1", "role").map(Band::is).distinct().toList();
        assertEquals("primary", roles.getFirst());
        assertTrue(roles.contains("down"), roles.toString());
        assertEquals("standby", bands("n1", "role").toList().getLast().is());
        assertEquals(
                List.of(new Band("agent", "frozen", 20_000, 100_000, "the agent is frozen")),
                bands("n1", "agent").toList());
    }

    @Test
    void aLeaseEndsByTheClockAlthoughItsMemberIsFrozen() {
        Band lease = bands("n1", "lease").toList().getLast();
        assertEquals("held", lease.is());
        assertTrue(lease.to() > 30_000 && lease.to() < 50_000, lease.toString());
    }

    @Test
    void decisionsNameTheRuleWithItsSentence() {
        assertTrue(
                PAGE.marks().stream()
                        .anyMatch(mark ->
                                mark.where().equals("n2")
                                        && mark.rules().contains("P20-promote")
                                        && mark.text().getFirst().contains("Promote{")));
        assertFalse(PAGE.because().get("P20-promote").isEmpty());
    }

    @Test
    void faultsOfTheScenarioAreMarkedAcrossTheLanes() {
        assertEquals(
                List.of("freeze agent n1", "thaw agent n1"),
                PAGE.marks().stream()
                        .filter(mark -> mark.kind().equals("fault"))
                        .map(mark -> mark.text().getFirst())
                        .toList());
    }

    @Test
    void theClientsOutageIsThatOfThePrimary() {
        Gap nobody = gap("no primary");
        Gap outage = gap("outage");
        assertEquals("A", outage.who());
        assertTrue(Math.abs(outage.from() - nobody.from()) < 500, outage + " " + nobody);
        assertTrue(Math.abs(outage.to() - nobody.to()) < 500, outage + " " + nobody);
    }

    @Test
    void bandsOfOneKindDoNotOverlap() {
        for (String kind : List.of("role", "lease", "work", "agent", "rule")) {
            for (Lane lane : PAGE.lanes()) {
                List<Band> bands = bands(lane.name(), kind).toList();
                for (int i = 1; i < bands.size(); i++) {
                    assertTrue(bands.get(i - 1).to() <= bands.get(i).from(), bands.toString());
                }
            }
        }
    }

    @Test
    void whatAPageTellsCannotEndItsScriptOrFillItsSlots() {
        String html = PageHtml.of(PAGE);
        String data =
                html.substring(
                        html.indexOf("id=\"data\">") + "id=\"data\">".length(),
                        html.indexOf("</script>"));
        assertFalse(data.contains("<"), data);
        assertTrue(data.contains("\\u003c/script\\u003e"), data);
        assertTrue(data.contains("{{data}}"), data);
        assertEquals(PAGE, RecordJson.read(Page.class, data));
    }

    @Test
    void aPageLoadsNothing() {
        String html = PageHtml.of(PAGE);
        assertFalse(html.matches("(?s).*(?:src=|href=|@import|fetch\\(|XMLHttp).*"));
        assertTrue(html.contains("default-src 'none'"));
    }

    private static Stream<Band> bands(String lane, String kind) {
        return PAGE.lanes().stream()
                .filter(one -> one.name().equals(lane))
                .flatMap(one -> one.bands().stream())
                .filter(band -> band.kind().equals(kind));
    }

    private static Gap gap(String kind) {
        return PAGE.gaps().stream()
                .filter(one -> one.kind().equals(kind))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no " + kind + " in " + PAGE.gaps()));
    }
}
