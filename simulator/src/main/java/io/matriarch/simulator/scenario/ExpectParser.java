package io.matriarch.simulator.scenario;

import io.matriarch.value.MemberName;
import io.matriarch.value.RuleId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** Reads the words of an {@code expect} statement. */
final class ExpectParser {
    private static final String SPANS =
            "'by 20s', 'from 20s to 50s', 'after 20s', 'always', 'never'";

    private static final String FACTS =
            "a fact such as 'one primary', 'no primary', 'n2 standby of n1' or 'no Promote'";

    private static final String OF_MEMBER =
            "'primary', 'not writable', 'standby of NAME', 'standby of nobody', 'up', 'down', 'in sync"
                    + " set', 'closed to clients', 'has slot', 'lacks slot', 'slot NAME keeps', 'slot"
                    + " NAME frees rows', 'orders ACTION' or 'orders no ACTION'";

    private final Words words;

    private ExpectParser(Words words) {
        this.words = words;
    }

    static Expectation parse(int line, Words words) {
        ExpectParser parser = new ExpectParser(words);
        Optional<Choice> when = parser.when();
        Span span = parser.span();
        List<Fact> facts = new ArrayList<>();
        do {
            facts.add(parser.fact());
        } while (words.skip(","));
        words.end();
        return new Expectation(new Place(line), when, span, facts);
    }

    private Optional<Choice> when() {
        if (!words.skip("when")) {
            return Optional.empty();
        }
        String name = words.word("what varies");
        if (name.contains("=")) {
            throw words.wrong(name, "write a blank between what varies and its value, not =");
        }
        return Optional.of(new Choice(name, words.word("its value")));
    }

    private Span span() {
        String word = words.word("when it must hold: one of " + SPANS);
        return switch (word) {
            case "by" -> new Span.By(words.duration());
            case "from" -> during(words.duration());
            case "after" -> new Span.During(words.duration(), Optional.empty());
            case "always" -> new Span.Always();
            case "never" -> new Span.Never();
            default -> throw words.wrong(word, "say when it must hold: one of " + SPANS);
        };
    }

    private Span during(Duration from) {
        words.must("to");
        return new Span.During(
                from, words.skip("end") ? Optional.empty() : Optional.of(words.duration()));
    }

    private Fact fact() {
        if (words.is(",")) {
            throw words.wrong(",", "write " + FACTS + " here");
        }
        if (words.isEmpty()) {
            words.word(FACTS);
        }
        if (words.skip("one")) {
            words.must("primary");
            return new Fact.OnePrimary(among());
        }
        if (words.skip("no")) {
            return words.skip("primary") ? new Fact.NoPrimary() : new Fact.NoAction(actionName());
        }
        if (words.skip("every")) {
            List.of("standby", "streams", "from", "the", "primary").forEach(words::must);
            return new Fact.EveryStandbyStreams();
        }
        if (words.skip("sync")) {
            return syncSet();
        }
        if (words.skip("first")) {
            return firstAction();
        }
        if (words.skip("rule")) {
            RuleId rule = Statements.rule(words);
            words.must("fired");
            return new Fact.Fired(rule);
        }
        boolean isOfClient = words.isSecond("acknowledged") || words.isSecond("lost");
        return isOfClient ? ofClient() : ofMember(words.member());
    }

    private Fact syncSet() {
        words.must("set");
        words.must("is");
        if (words.skip("off")) {
            return new Fact.SyncOff();
        }
        List<MemberName> members = words.skip("empty") ? List.of() : words.members(",");
        return new Fact.SyncSet(members, number("quorum"));
    }

    private Fact ofMember(MemberName member) {
        String what = words.word(OF_MEMBER);
        return switch (what) {
            case "primary" -> new Fact.MemberPrimary(member, number("epoch"), number("timeline"));
            case "orders" -> {
                boolean does = !words.skip("no");
                yield new Fact.Orders(member, actionName(), does);
            }
            case "up" -> new Fact.Up(member);
            case "down" -> new Fact.Down(member);
            case "closed" -> {
                words.must("to");
                words.must("clients");
                yield new Fact.Closed(member);
            }
            case "has", "lacks" -> {
                words.must("slot");
                SlotIs is = what.equals("has") ? SlotIs.THERE : SlotIs.GONE;
                yield new Fact.OfSlot(member, words.word("a slot's name"), is, 0);
            }
            case "slot" -> slot(member, words.word("a slot's name"));
            case "in" -> {
                words.must("sync");
                words.must("set");
                yield new Fact.InSyncSet(member);
            }
            case "not" -> {
                words.must("writable");
                yield new Fact.NotWritable(member);
            }
            case "standby" -> {
                words.must("of");
                yield words.skip("nobody")
                        ? new Fact.StandbyOfNobody(member)
                        : new Fact.StandbyOf(member, words.member());
            }
            default -> throw words.wrong(what, "write " + OF_MEMBER + " after a member's name");
        };
    }

    private Fact slot(MemberName member, String slot) {
        if (words.skip("frees")) {
            words.must("rows");
            return new Fact.OfSlot(member, slot, SlotIs.FREE, 0);
        }
        words.must("keeps");
        long most = words.read("an amount such as 1MB", Amounts::bytes);
        return new Fact.OfSlot(member, slot, SlotIs.SMALL, most);
    }

    private List<MemberName> among() {
        if (words.is(",") && words.isSecond("in")) {
            words.must(",");
            words.must("in");
            return words.members(",");
        }
        return List.of();
    }

    private OptionalInt number(String what) {
        if (words.is(",") && words.isSecond(what)) {
            words.must(",");
            words.must(what);
            return OptionalInt.of((int) words.number());
        }
        return OptionalInt.empty();
    }

    private Fact firstAction() {
        words.must("action");
        words.must("of");
        MemberName member = words.member();
        words.must("is");
        return new Fact.FirstAction(member, actionName());
    }

    private Fact ofClient() {
        String client = words.word("a client's name");
        if (words.skip("lost")) {
            return new Fact.Lost(client, words.number());
        }
        words.must("acknowledged");
        return new Fact.Acknowledged(client, words.number());
    }

    private String actionName() {
        String name = words.word("an action's name");
        if (!ActionNames.isKnown(name)) {
            throw words.wrong(name, ActionNames.known(name));
        }
        return name;
    }
}
