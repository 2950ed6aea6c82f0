package io.matriarch.runtime.dcs;

import io.matriarch.value.Revision;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.zookeeper.KeeperException.Code;
import org.apache.zookeeper.data.Stat;

/**
 * What the server answered to one operation. Parts that the operation does not bring are empty.
 *
 * @param code {@code OK}, or why nothing was done
 * @param data the node's content
 * @param stat what the server knows of the node
 * @param children names
 * @param failedOp which operation of a transaction stood in the way, counted from 0; -1 when none
 */
record Reply(Code code, byte[] data, Stat stat, List<String> children, int failedOp) {
    private static final byte[] NOTHING = {};

    static Reply plain(Code code) {
        return new Reply(code, NOTHING, new Stat(), List.of(), -1);
    }

    static Reply node(Code code, byte[] data, Stat stat) {
        return new Reply(
                code,
                data == null ? NOTHING : data,
                stat == null ? new Stat() : stat,
                List.of(),
                -1);
    }

    static Reply names(Code code, List<String> children) {
        return new Reply(code, NOTHING, new Stat(), children == null ? List.of() : children, -1);
    }

    static Reply transaction(Code code, int failedOp) {
        return new Reply(code, NOTHING, new Stat(), List.of(), failedOp);
    }

    boolean isOk() {
        return code == Code.OK;
    }

    boolean isAbsent() {
        return code == Code.NONODE;
    }

    String text() {
        return new String(data, StandardCharsets.UTF_8);
    }

    Revision revision() {
        return new Revision(stat.getVersion(), stat.getCzxid());
    }
}
