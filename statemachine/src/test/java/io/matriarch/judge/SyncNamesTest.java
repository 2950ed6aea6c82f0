package io.matriarch.judge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.matriarch.state.SyncNames;
import io.matriarch.value.MemberName;
import java.util.List;
import org.junit.jupiter.api.Test;

class SyncNamesTest {
    private static final MemberName A = new MemberName("a");
    private static final MemberName B = new MemberName("b-1");

    @Test
    void theyArePrintedAsPatroniPrintsThem() {
        assertEquals("", SyncNames.all(List.of()).text());
        assertEquals("a", SyncNames.all(List.of(A)).text());
        assertEquals("2 (a,\"b-1\")", SyncNames.all(List.of(B, A)).text());
        assertEquals("ANY 1 (a,\"b-1\")", SyncNames.any(1, List.of(A, B)).text());
        assertEquals("\"Any\"", SyncNames.all(List.of(new MemberName("Any"))).text());
    }

    @Test
    void whatIsPrintedIsReadAgain() {
        for (String text : List.of("", "a", "2 (a,\"b-1\")", "ANY 1 (a,\"x,\"\"y\")", "*")) {
            assertEquals(text, SyncNames.parse(text).text());
        }
    }

    @Test
    void otherFormsOfPostgresqlAreUnderstood() {
        assertEquals("1 (a,b)", SyncNames.parse("a, b").text());
        assertEquals("2 (a,b)", SyncNames.parse("first 2 ( a , b )").text());
        assertEquals("ANY 2 (a,b)", SyncNames.parse("any 2(a,b)").text());
    }

    @Test
    void namesAreComparedWithoutRegardToCase() {
        assertTrue(SyncNames.parse("N2").lists("n2"));
        assertTrue(SyncNames.parse("*").lists("n2"));
        assertFalse(SyncNames.parse("n2").lists("n22"));
    }

    @Test
    void oneIsAtLeastTheOtherWhenItAcknowledgesNothingThatTheOtherWouldNot() {
        assertTrue(atLeast("a", ""));
        assertTrue(atLeast("2 (a,b)", "a"));
        assertTrue(atLeast("ANY 2 (a,b)", "ANY 1 (a)"));
        assertFalse(atLeast("ANY 1 (a,b)", "a"));
        assertFalse(atLeast("a", "2 (a,b)"));
        assertFalse(atLeast("", "a"));
        assertFalse(atLeast("a", "*"));
    }

    private static boolean atLeast(String one, String other) {
        return SyncNames.parse(one).isAtLeast(SyncNames.parse(other));
    }
}
