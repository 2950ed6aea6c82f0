package io.matriarch.scenarios.question;

import java.util.List;

/**
 * A question of operators.
 *
 * @param asked the question
 * @param scenario the file, below the library, in which it comes up
 * @param member whose log is read
 * @param part what the answer must say
 */
record Question(String asked, String scenario, String member, String part) {
    /** The ten that are asked most. */
    static final List<Question> ALL =
            List.of(
                    new Question(
                            "Why did nothing fail over?",
                            "failover/lagging-standby-never-leads",
                            "n2",
                            "may not lead"),
                    new Question(
                            "Why does this member never lead?",
                            "failover/nofailover-never-leads",
                            "n2",
                            "may not lead"),
                    new Question(
                            "Why does no commit wait for this member?",
                            "sync/nosync-and-cascades",
                            "n1",
                            "nosync"),
                    new Question(
                            "Why was the primary demoted?",
                            "dcs/primary-cut-from-zookeeper",
                            "n1",
                            "F20-lease-ending"),
                    new Question(
                            "Why was PostgreSQL killed?",
                            "lock/lock-deleted-by-hand",
                            "n1",
                            "F10-lease-over"),
                    new Question(
                            "Why was the primary restarted, and not another promoted?",
                            "failover/postgres-of-primary-crashes",
                            "n1",
                            "P30-restart-primary"),
                    new Question(
                            "Why did the switchover not happen?",
                            "switchover/switchover-to-an-absent-member",
                            "n1",
                            "O14-handover-void"),
                    new Question(
                            "Why does the old primary not come back?",
                            "rejoin/waits-for-an-operator",
                            "n1",
                            "reinitialize"),
                    new Question(
                            "Why does nobody take the free lock yet?",
                            "lock/lock-deleted-by-hand",
                            "n2",
                            "S28-lock-not-proven-free"),
                    new Question(
                            "Why was my order refused?",
                            "orders/reinitialize-refused-on-leader",
                            "n1",
                            "answered: "));
}
