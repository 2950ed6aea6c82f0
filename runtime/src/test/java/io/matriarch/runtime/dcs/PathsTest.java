package io.matriarch.runtime.dcs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.matriarch.runtime.dcs.session.ConnectString;
import io.matriarch.value.MemberName;
import org.junit.jupiter.api.Test;

class PathsTest {
    @Test
    void slashesAroundTheNamespaceDoNotCount() {
        assertEquals("/service/batman5", KeyPaths.of("", "service", "batman5").base());
        assertEquals("/service/batman5", KeyPaths.of("", "/service//", "batman5").base());
        assertEquals("/a/b/c", KeyPaths.of("", "a/b", "c").base());
        assertEquals("/pg/service/c", KeyPaths.of("/pg", "/service/", "c").base());
        assertEquals("/c", KeyPaths.of("", "/", "c").base());
    }

    @Test
    void keysAreWherePatroniHasThem() {
        KeyPaths paths = KeyPaths.of("", "service", "c");
        assertEquals("/service/c/members/Node-1", paths.member(new MemberName("Node-1")));
        assertEquals("/service/c/optime/leader", paths.optime());
        assertEquals("/service/c/failsafe", paths.failsafe());
    }

    @Test
    void connectStringsHavePortsAndChroots() {
        assertEquals("[h1:2181, h2:2182] ''", shown("h1,h2:2182"));
        assertEquals("[h1:2181] '/a/b'", shown("h1/a/b/"));
        assertEquals("[[::1]:2183, [fe80::1]:2181] ''", shown(" [::1]:2183 , [fe80::1]"));
        assertThrows(IllegalArgumentException.class, () -> ConnectString.parse("/x"));
        assertThrows(IllegalArgumentException.class, () -> ConnectString.parse("h:port"));
        assertThrows(IllegalArgumentException.class, () -> ConnectString.parse("h:99999"));
    }

    private static String shown(String text) {
        ConnectString parsed = ConnectString.parse(text);
        return "[" + parsed.withoutChroot().replace(",", ", ") + "] '" + parsed.chroot() + "'";
    }
}
