package io.matriarch.runtime.postgres.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class ConninfoTest {
    @Test
    void whatIsWrittenIsReadBack() {
        Map<String, String> values = new LinkedHashMap<>();
        values.put("user", "it's a \\ user");
        values.put("password", "");
        values.put("host", "10.0.0.1");
        Conninfo conninfo = new Conninfo(values);
        assertEquals("user='it\\'s a \\\\ user' password='' host=10.0.0.1", conninfo.toString());
        assertEquals(conninfo, Conninfo.parse(conninfo.toString()));
    }

    @Test
    void blanksAroundTheEqualsSignAreAllowed() {
        assertEquals(
                Optional.of(new UpstreamAddress("b", 5433, "")),
                Conninfo.parse("  host = b   port= '5433' application_name=x").address());
    }

    @Test
    void severalServersAreReadAndWritten() {
        Conninfo conninfo = Conninfo.parse("host=a,b port=5433,5434 dbname=x");

        assertEquals(Optional.empty(), conninfo.address());
        assertEquals("postgres://a:5433,b:5434/x", UpstreamAddress.url(conninfo.addresses()));
        assertTrue(
                UpstreamAddress.areSame(
                        UpstreamAddress.parseAll("postgres://a:5433,b:5434/y"),
                        conninfo.addresses()));
    }

    @Test
    void withoutAHostThereIsNoAddress() {
        assertEquals(Optional.empty(), Conninfo.parse("").address());
        assertEquals(Optional.empty(), Conninfo.parse("port=1").address());
        assertEquals(Optional.empty(), Conninfo.parse("nonsense").address());
    }

    @Test
    void aConnectionUrlNamesHostPortAndDatabase() {
        assertEquals(
                new UpstreamAddress("h", 5433, "db"),
                UpstreamAddress.parse("postgres://u:p@h:5433/db?application_name=x"));
        assertEquals(
                new UpstreamAddress("::1", 5432, ""), UpstreamAddress.parse("postgresql://[::1]"));
        assertEquals("postgres://[::1]:5432/", new UpstreamAddress("::1", 5432, "").url());
        assertTrue(new UpstreamAddress("H", 1, "a").isSameServer(new UpstreamAddress("h", 1, "b")));
        assertThrows(IllegalArgumentException.class, () -> UpstreamAddress.parse("h:5432"));
        assertThrows(IllegalArgumentException.class, () -> UpstreamAddress.parse("postgres:///x"));
    }
}
