package io.matriarch.simulator.scenario;

import io.matriarch.value.MemberName;
import io.matriarch.value.RuleId;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.Collectors;

/** What an expectation says of the world's true state, or of what happened in it. */
public sealed interface Fact {
    /** Exactly one PostgreSQL accepts writes; one of {@code among}, unless that is empty. */
    record OnePrimary(List<MemberName> among) implements Fact {
        public OnePrimary {
            among = List.copyOf(among);
        }

        @Override
        public String text() {
            return among.isEmpty()
                    ? "one primary"
                    : "one primary, in "
                            + among.stream().map(MemberName::text).collect(Collectors.joining(" "));
        }
    }

    /** No PostgreSQL accepts writes. */
    record NoPrimary() implements Fact {
        @Override
        public String text() {
            return "no primary";
        }
    }

    /**
     * The member's PostgreSQL accepts writes.
     *
     * @param epoch and it has the lock, the how-manieth since the beginning
     * @param timeline and it runs on this timeline
     */
    record MemberPrimary(MemberName member, OptionalInt epoch, OptionalInt timeline)
            implements Fact {
        @Override
        public String text() {
            return member
                    + " primary"
                    + (epoch.isPresent() ? ", epoch " + epoch.getAsInt() : "")
                    + (timeline.isPresent() ? ", timeline " + timeline.getAsInt() : "");
        }
    }

    /** The member's PostgreSQL accepts no writes: it is a standby, or down. */
    record NotWritable(MemberName member) implements Fact {
        @Override
        public String text() {
            return member + " not writable";
        }
    }

    /** No process of the member's PostgreSQL runs. */
    record Down(MemberName member) implements Fact {
        @Override
        public String text() {
            return member + " down";
        }
    }

    /** The member's host has power. */
    record Up(MemberName member) implements Fact {
        @Override
        public String text() {
            return member + " up";
        }
    }

    /** The member's PostgreSQL streams from the other's. */
    record StandbyOf(MemberName member, MemberName upstream) implements Fact {
        @Override
        public String text() {
            return member + " standby of " + upstream;
        }
    }

    /** The member's PostgreSQL runs in recovery and streams from nobody. */
    record StandbyOfNobody(MemberName member) implements Fact {
        @Override
        public String text() {
            return member + " standby of nobody";
        }
    }

    /** The member's PostgreSQL accepts writes, and lets no client in. */
    record Closed(MemberName member) implements Fact {
        @Override
        public String text() {
            return member + " closed to clients";
        }
    }

    /**
     * So it is with a replication slot of the member's PostgreSQL.
     *
     * @param most how many bytes of log it may keep, where it is about that
     */
    record OfSlot(MemberName member, String slot, SlotIs is, long most) implements Fact {
        @Override
        public String text() {
            return switch (is) {
                case THERE -> member + " has slot " + slot;
                case GONE -> member + " lacks slot " + slot;
                case SMALL -> member + " slot " + slot + " keeps " + Amounts.text(most);
                case FREE -> member + " slot " + slot + " frees rows";
            };
        }
    }

    /** Key {@code sync} lists the member as a standby of the set. */
    record InSyncSet(MemberName member) implements Fact {
        @Override
        public String text() {
            return member + " in sync set";
        }
    }

    /**
     * Key {@code sync} names exactly these standbys, and somebody who maintains it.
     *
     * @param quorum and it asks for so many votes
     */
    record SyncSet(List<MemberName> members, OptionalInt quorum) implements Fact {
        public SyncSet {
            members = List.copyOf(members);
        }

        @Override
        public String text() {
            String names = members.stream().map(MemberName::text).collect(Collectors.joining(" "));
            return "sync set is "
                    + (members.isEmpty() ? "empty" : names)
                    + (quorum.isPresent() ? ", quorum " + quorum.getAsInt() : "");
        }
    }

    /** Key {@code sync} names nobody who maintains it. */
    record SyncOff() implements Fact {
        @Override
        public String text() {
            return "sync set is off";
        }
    }

    /** There is one primary, and every other member streams from it. */
    record EveryStandbyStreams() implements Fact {
        @Override
        public String text() {
            return "every standby streams from the primary";
        }
    }

    /** No agent orders this action or begins this operation. */
    record NoAction(String action) implements Fact {
        @Override
        public String text() {
            return "no " + action;
        }
    }

    /** The first action of the member that changes anything is this. */
    record FirstAction(MemberName member, String action) implements Fact {
        @Override
        public String text() {
            return "first action of " + member + " is " + action;
        }
    }

    /** The member orders this action or begins this operation, or does not. */
    record Orders(MemberName member, String action, boolean does) implements Fact {
        @Override
        public String text() {
            return member + (does ? " orders " : " orders no ") + action;
        }
    }

    /** So many writes of the client were acknowledged. */
    record Acknowledged(String client, long count) implements Fact {
        @Override
        public String text() {
            return client + " acknowledged " + count;
        }
    }

    /** The primary lacks so many writes of the client that were acknowledged until now. */
    record Lost(String client, long count) implements Fact {
        @Override
        public String text() {
            return client + " lost " + count;
        }
    }

    /** The rule decided, on any member. */
    record Fired(RuleId rule) implements Fact {
        @Override
        public String text() {
            return "rule " + rule + " fired";
        }
    }

    /** As a scenario says it. */
    String text();

    /** Whether it is about what happened over a time, not about how things are at a moment. */
    default boolean isHappening() {
        return switch (this) {
            case NoAction _, FirstAction _, Orders _, Acknowledged _, Fired _ -> true;
            case OnePrimary _,
                    NoPrimary _,
                    MemberPrimary _,
                    NotWritable _,
                    Down _,
                    Up _,
                    StandbyOf _,
                    StandbyOfNobody _,
                    EveryStandbyStreams _,
                    InSyncSet _,
                    Closed _,
                    OfSlot _,
                    SyncSet _,
                    SyncOff _,
                    Lost _ ->
                    false;
        };
    }
}
