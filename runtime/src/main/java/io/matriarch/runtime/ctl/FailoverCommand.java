package io.matriarch.runtime.ctl;

import io.matriarch.runtime.report.ClusterReport;
import io.matriarch.runtime.report.MemberLine;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** Makes a certain member the leader, also when there is none. */
@Command(name = "failover", description = "Failover to a replica", mixinStandardHelpOptions = true)
final class FailoverCommand implements Callable<Integer> {
    @ParentCommand private MatriarchCtl parent;

    @Parameters(paramLabel = "CLUSTER", arity = "0..1")
    private String cluster;

    @Option(names = "--candidate", description = "The name of the candidate")
    private String candidate;

    @Option(names = "--force", description = "Do not ask for confirmation at any point")
    private boolean force;

    @Override
    public Integer call() {
        try (Session session = parent.open(Optional.ofNullable(cluster))) {
            ClusterReport report = session.report();
            session.terminal().print("Current cluster topology");
            session.show(report);
            String to = candidate(session, report);
            if (!force && !session.terminal().confirm(question(session, report))) {
                throw new CtlException("Aborting failover");
            }
            new LeaderChange(session, "failover")
                    .carryOut(report, Optional.empty(), Optional.of(to), Optional.empty());
            return 0;
        }
    }

    private String candidate(Session session, ClusterReport report) {
        List<String> names = LeaderChange.candidates(report);
        if (names.isEmpty()) {
            throw new CtlException("No candidates found to failover to");
        }
        String given = candidate;
        if (given == null && !force) {
            String list =
                    names.stream().map(name -> "'" + name + "'").collect(Collectors.joining(", "));
            given = session.terminal().ask("Candidate [" + list + "]", "");
        }
        if (given == null || given.isEmpty()) {
            throw new CtlException("Failover could be performed only to a specific candidate");
        }
        if (report.leader().map(MemberLine::name).equals(Optional.of(given))) {
            throw new CtlException(
                    "Member " + given + " is already the leader of cluster " + session.scope());
        }
        new LeaderChange(session, "failover").checkCandidate(report, given);
        return given;
    }

    private static String question(Session session, ClusterReport report) {
        String demoting =
                report.leader().map(line -> ", demoting current leader " + line.name()).orElse("");
        return "Are you sure you want to failover cluster " + session.scope() + demoting + "?";
    }
}
