package io.matriarch.runtime.ctl;

import io.matriarch.runtime.report.ClusterReport;
import io.matriarch.runtime.report.MemberLine;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** Hands the cluster over to another member while its leader is well. */
@Command(
        name = "switchover",
        description = "Switchover to a replica",
        mixinStandardHelpOptions = true)
final class SwitchoverCommand implements Callable<Integer> {
    @ParentCommand private MatriarchCtl parent;

    @Parameters(paramLabel = "CLUSTER", arity = "0..1")
    private String cluster;

    @Option(
            names = {"--leader", "--primary", "--master"},
            description = "The name of the current leader")
    private String leader;

    @Option(names = "--candidate", description = "The name of the candidate")
    private String candidate;

    @Option(names = "--scheduled", description = "Timestamp, e.g. 2026-07-24T12:00+00:00, or now")
    private String scheduled;

    @Option(names = "--force", description = "Do not ask for confirmation at any point")
    private boolean force;

    @Override
    public Integer call() {
        try (Session session = parent.open(Optional.ofNullable(cluster))) {
            ClusterReport report = session.report();
            session.terminal().print("Current cluster topology");
            session.show(report);
            String from = leader(session, report);
            Optional<String> to = candidate(session, report, from);
            Optional<OffsetDateTime> at = time(session);
            if (!force && !session.terminal().confirm(question(session, from, at))) {
                throw new CtlException("Aborting switchover");
            }
            new LeaderChange(session, "switchover").carryOut(report, Optional.of(from), to, at);
            return 0;
        }
    }

    private String leader(Session session, ClusterReport report) {
        String current =
                report.leader()
                        .map(MemberLine::name)
                        .orElseThrow(() -> new CtlException("This cluster has no leader"));
        String given = leader;
        if (given == null) {
            given = force ? current : session.terminal().ask("Primary", current);
        }
        if (!given.equals(current)) {
            throw new CtlException(
                    "Member " + given + " is not the leader of cluster " + session.scope());
        }
        return given;
    }

    private Optional<String> candidate(Session session, ClusterReport report, String from) {
        List<String> names = LeaderChange.candidates(report);
        if (names.isEmpty()) {
            throw new CtlException("No candidates found to switchover to");
        }
        String given = candidate;
        if (given == null && !force) {
            String list =
                    names.stream().map(name -> "'" + name + "'").collect(Collectors.joining(", "));
            given = session.terminal().ask("Candidate [" + list + "]", "");
        }
        if (given == null || given.isEmpty()) {
            return Optional.empty();
        }
        if (given.equals(from)) {
            throw new CtlException("Switchover target and source are the same.");
        }
        new LeaderChange(session, "switchover").checkCandidate(report, given);
        return Optional.of(given);
    }

    private Optional<OffsetDateTime> time(Session session) {
        ZoneId zone = ZoneId.systemDefault();
        String given = scheduled;
        if (given == null && !force) {
            LocalDateTime example =
                    LocalDateTime.now(zone).plusHours(1).truncatedTo(ChronoUnit.MINUTES);
            given =
                    session.terminal()
                            .ask(
                                    "When should the switchover take place (e.g. "
                                            + example
                                            + " ) ",
                                    "now");
        }
        return given == null ? Optional.empty() : Schedule.parse(given, zone, Instant.now());
    }

    private static String question(Session session, String from, Optional<OffsetDateTime> at) {
        String word =
                at.map(time -> "schedule switchover of cluster ").orElse("switchover cluster ");
        String when = at.map(time -> " at " + time).orElse("");
        return "Are you sure you want to "
                + word
                + session.scope()
                + when
                + ", demoting current leader "
                + from
                + "?";
    }
}
