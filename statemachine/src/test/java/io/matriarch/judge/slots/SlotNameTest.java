package io.matriarch.judge.slots;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.matriarch.value.MemberName;
import io.matriarch.value.SlotName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SlotNameTest {
    @ParameterizedTest
    @CsvSource({"pg1, pg1", "Node-A.example, node_a_example", "a b, au0032b", "ä, u0228"})
    void aMemberNameBecomesASlotName(String member, String slot) {
        assertEquals(slot, SlotName.of(new MemberName(member)));
    }

    @ParameterizedTest
    @CsvSource({"70, 63", "63, 63", "5, 5"})
    void aLongNameIsCut(int length, int kept) {
        assertEquals(kept, SlotName.of(new MemberName("x".repeat(length))).length());
    }
}
