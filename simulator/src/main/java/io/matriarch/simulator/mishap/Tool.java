package io.matriarch.simulator.mishap;

import io.matriarch.state.Operation;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** What does an operation's work on a host, and so can fail or hang there. */
public enum Tool {
    INITDB,
    START,
    PRE_PROMOTE,
    PROMOTE,
    FOLLOW,
    STOP,
    RECOVERY,
    REWIND,
    BASEBACKUP,
    COPY_SLOTS;

    /** What happens to a tool. */
    public enum Change {
        /** It fails at once, whenever it is used. */
        BREAK,
        /** It does not come to an end. */
        HANG,
        /** It works again; what hung goes on. */
        MEND;

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** As a scenario says it. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The one that does this operation's work. */
    public static Tool of(Operation operation) {
        return switch (operation) {
            case Operation.Initdb _ -> INITDB;
            case Operation.StartPrimary _, Operation.StartStandby _ -> START;
            case Operation.PrePromote _ -> PRE_PROMOTE;
            case Operation.Promote _ -> PROMOTE;
            case Operation.Follow _ -> FOLLOW;
            case Operation.Stop _ -> STOP;
            case Operation.RecoverAlone _ -> RECOVERY;
            case Operation.Rewind _ -> REWIND;
            case Operation.Basebackup _ -> BASEBACKUP;
            case Operation.CopySlots _ -> COPY_SLOTS;
        };
    }

    public static Optional<Tool> of(String word) {
        return Arrays.stream(values()).filter(one -> one.word().equals(word)).findFirst();
    }

    /** All of them, for an error message. */
    public static String known() {
        return Arrays.stream(values()).map(Tool::word).collect(Collectors.joining(", "));
    }
}
