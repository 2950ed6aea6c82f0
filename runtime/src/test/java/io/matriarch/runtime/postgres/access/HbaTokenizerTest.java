package io.matriarch.runtime.postgres.access;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class HbaTokenizerTest {
    @Test
    void fieldsAreSeparatedByBlanksAndWordsByCommas() {
        assertEquals("host|a;b;c|d|e", read("host\ta,b, c ,d e # f"));
        assertEquals("a|b", read("  a b,#c"));
        assertEquals("", read(" , # nothing"));
    }

    @Test
    void quotesProtectAndAreDoubledToStandForThemselves() {
        assertEquals("'a b'|c,d|'\"'|''|'e\"f'", read("\"a b\" c\",\"d \"\"\"\" \"\" \"e\"\"f\""));
        assertEquals("'a b # c'", read("\"a b # c"));
    }

    @Property
    void whatIsWrittenIsReadAsTheSame(@ForAll("fields") List<List<HbaToken>> fields) {
        String line =
                fields.stream()
                        .map(field ->
                                field.stream()
                                        .map(HbaToken::written)
                                        .collect(Collectors.joining(",")))
                        .collect(Collectors.joining(" "));
        assertEquals(fields, fieldsOf(line));
    }

    @Provide
    Arbitrary<List<List<HbaToken>>> fields() {
        Arbitrary<String> text = Arbitraries.strings().withChars("aB+@/\"#, \t\\").ofMaxLength(6);
        return text.flatMap(one -> Arbitraries.of(true, false).map(q -> new HbaToken(one, q)))
                .filter(one -> one.quoted() || one.text().matches("[^\"#, \t].*"))
                .list()
                .ofMinSize(1)
                .ofMaxSize(3)
                .list()
                .ofMaxSize(4);
    }

    private static String read(String line) {
        return fieldsOf(line).stream()
                .map(field ->
                        field.stream()
                                .map(one -> one.quoted() ? "'" + one.text() + "'" : one.text())
                                .collect(Collectors.joining(";")))
                .collect(Collectors.joining("|"));
    }

    private static List<List<HbaToken>> fieldsOf(String line) {
        HbaTokenizer words = new HbaTokenizer(line);
        List<List<HbaToken>> fields = new ArrayList<>();
        for (List<HbaToken> f = words.nextField(); !f.isEmpty(); f = words.nextField()) {
            fields.add(f);
        }
        return fields;
    }
}
