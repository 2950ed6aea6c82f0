package io.matriarch.simulator.scenario;

import io.matriarch.rule.DecisionTable;
import io.matriarch.simulator.mishap.Dog;
import io.matriarch.simulator.scenario.ScenarioParser.Line;
import io.matriarch.simulator.scenario.ScenarioParser.Statement;
import io.matriarch.simulator.world.MemberSpec;
import io.matriarch.value.MemberName;
import io.matriarch.value.RuleId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads the statements of one scenario, one after the other, and puts it together. */
final class Statements {
    static final String KNOWN =
            "scenario, story, incidents, rules, vary, members, dcs, settings, clients, seed, until,"
                    + " stage, at, expect, budget";
    private static final String RULE = "a rule's id such as S20-lock-free-best";
    private static final Set<String> ONCE =
            Set.of(
                    "scenario",
                    "story",
                    "incidents",
                    "rules",
                    "members",
                    "dcs",
                    "settings",
                    "clients",
                    "seed");
    private static final Set<String> LONG =
            Set.of("story", "rules", "members", "settings", "clients", "budget");

    /** What a word after another is read from, so that none at all would go unnoticed. */
    private static final Set<String> LISTS =
            Set.of("story", "incidents", "rules", "settings", "budget");

    private final Set<String> seen = new HashSet<>();
    private String name = "";
    private String story = "";
    private final List<Integer> incidents = new ArrayList<>();
    private final List<RuleId> rules = new ArrayList<>();
    private final List<Vary> varies = new ArrayList<>();
    private final List<MemberLine> members = new ArrayList<>();
    private int servers = 3;
    private Settings settings = new Settings(Map.of());
    private final List<Client> clients = new ArrayList<>();
    private long seed = 1;
    private Duration until = Duration.ZERO;
    private boolean live;
    private final List<At> faults = new ArrayList<>();
    private final List<Expectation> expectations = new ArrayList<>();
    private final List<Budget> budget = new ArrayList<>();

    void take(Statement statement) {
        String word = statement.word();
        if (!seen.add(word) && ONCE.contains(word)) {
            throw new ScenarioError(statement.number(), word, "", "say it once only");
        }
        if (LISTS.contains(word)
                && statement.lines().stream().allMatch(line -> line.text().isEmpty())) {
            new Words(statement.number(), word, "").word("what it lists, or leave it out");
        }
        if (statement.lines().size() > 1 && !LONG.contains(word)) {
            Line extra = statement.lines().get(1);
            throw new ScenarioError(
                    extra.number(),
                    word,
                    extra.text().split("\\s")[0],
                    "an indented line continues the statement above, and '"
                            + word
                            + "' takes one line; begin the statement in the first column");
        }
        for (Line line : statement.lines()) {
            take(statement, line, new Words(line.number(), word, line.text()));
        }
    }

    private void take(Statement statement, Line line, Words words) {
        switch (statement.word()) {
            case "scenario" -> name = words.word("the file's name without .scenario");
            case "story" -> {
                story = (story + " " + line.text()).strip().replaceAll("\\s+", " ");
                return;
            }
            case "incidents" -> incidents(words);
            case "rules" -> rules(words);
            case "vary" -> vary(words);
            case "members" -> member(words);
            case "dcs" -> dcs(words);
            case "settings" -> settings(words);
            case "clients" -> client(words);
            case "seed" -> seed = words.number();
            case "until" -> until = words.duration();
            case "stage" -> {
                words.must("live");
                live = true;
            }
            case "at" ->
                    faults.add(
                            new At(
                                    new Place(line.number()),
                                    words.duration(),
                                    Once.parse(words),
                                    FaultParser.parse(words)));
            case "expect" -> expectations.add(ExpectParser.parse(line.number(), words));
            case "budget" -> budget(words);
            default -> throw unknown(statement);
        }
        words.end();
    }

    private static ScenarioError unknown(Statement statement) {
        String word = statement.word();
        return new ScenarioError(
                statement.number(),
                word,
                "",
                "no statement begins so"
                        + Nearest.hint(word, List.of(KNOWN.split(", ")))
                        + "; write one of "
                        + KNOWN);
    }

    private void incidents(Words words) {
        while (!words.isEmpty()) {
            if (!words.skip(",")) {
                incidents.add((int) words.number());
            }
        }
    }

    private void rules(Words words) {
        while (!words.isEmpty()) {
            if (!words.skip(",")) {
                rules.add(rule(words));
            }
        }
    }

    private void vary(Words words) {
        String what = words.word("a setting's name, or 'seed'");
        List<String> values = new ArrayList<>();
        do {
            values.add(value(words, what));
        } while (words.skip("|"));
        if (values.size() < 2) {
            throw words.wrong(values.getFirst(), "give two values or more, with | between");
        }
        varies.add(new Vary(what, values));
    }

    private static String value(Words words, String what) {
        if (what.equals("seed")) {
            return Long.toString(words.number());
        }
        return Setting.named(words, what).value(words);
    }

    private void member(Words words) {
        MemberName member = words.member();
        MemberLine.Start start =
                words.read(
                        "'primary', 'standby', 'empty', 'foreign', 'remote' or 'remote_standby'",
                        Statements::start);
        boolean handoff = !words.skip(MemberLine.WITHOUT_HANDOFF);
        MemberSpec.Consent consent = MemberLine.consent(words);
        Dog dog = MemberLine.dog(words);
        members.add(new MemberLine(member, start, MemberLine.tags(words), consent, dog, handoff));
    }

    private void dcs(Words words) {
        words.must("zookeeper");
        servers = (int) words.number();
        if (!words.skip("server")) {
            words.must("servers");
        }
    }

    private void settings(Words words) {
        while (!words.isEmpty()) {
            if (!words.skip(",")) {
                String what = words.word("a setting's name");
                Setting setting = Setting.named(words, what);
                settings = settings.with(setting, setting.value(words));
            }
        }
    }

    private void client(Words words) {
        words.must("writer");
        String client = words.word("the client's name");
        int rate = words.read("a rate from 1/s to 1000/s such as 50/s", Statements::rate);
        Optional<MemberName> pinned = Optional.empty();
        if (words.skip("pinned")) {
            words.must("to");
            pinned = Optional.of(words.member());
        } else {
            List.of("to", "the", "primary").forEach(words::must);
        }
        if (words.is(",")) {
            throw words.wrong(",", "write each client on a line of its own");
        }
        clients.add(new Client(client, rate, pinned));
    }

    private void budget(Words words) {
        while (!words.isEmpty()) {
            if (words.skip(",")) {
                continue;
            }
            String operation = words.word("an operation's name");
            if (!ActionNames.isKnown(operation)) {
                throw words.wrong(operation, ActionNames.known(operation));
            }
            budget.add(new Budget(operation, (int) words.number()));
        }
    }

    Scenario scenario() {
        Scenario scenario =
                new Scenario(
                        name,
                        story,
                        incidents,
                        rules,
                        varies,
                        members,
                        servers,
                        settings,
                        clients,
                        seed,
                        until,
                        live,
                        faults,
                        expectations,
                        budget);
        ScenarioCheck.check(scenario);
        return scenario;
    }

    /** Reads the id of a rule that there is. */
    static RuleId rule(Words words) {
        String text = words.word(RULE);
        if (!text.matches("[A-Z][0-9]{2}-[a-z0-9-]+")) {
            throw words.wrong(text, "write " + RULE);
        }
        RuleId rule = new RuleId(text);
        if (!DecisionTable.rules().containsKey(rule)) {
            List<String> all = DecisionTable.rules().keySet().stream().map(RuleId::text).toList();
            throw words.wrong(
                    text,
                    "no rule is called so"
                            + Nearest.hint(text, all)
                            + "; docs/decision-table.md has them all");
        }
        return rule;
    }

    private static Optional<Integer> rate(String text) {
        return text.matches("[1-9][0-9]{0,2}/s|1000/s")
                ? Optional.of(Integer.parseInt(text.substring(0, text.length() - 2)))
                : Optional.empty();
    }

    private static Optional<MemberLine.Start> start(String word) {
        return Arrays.stream(MemberLine.Start.values())
                .filter(one -> one.word().equals(word))
                .findFirst();
    }
}
