package io.matriarch.rule;

import static io.matriarch.rule.Chore.chore;

import io.matriarch.action.PeerAction;
import io.matriarch.action.Permit;
import io.matriarch.action.PostgresAction;
import io.matriarch.judge.FailsafeMode;
import io.matriarch.judge.LeaseClock;
import io.matriarch.judge.SyncPlan;
import io.matriarch.state.Failsafe;
import io.matriarch.state.FailsafeReply;
import io.matriarch.state.NodeState;
import io.matriarch.state.Postgres;
import io.matriarch.value.Lsn;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** What the failsafe mode asks for after every step: to ask for promises, and to answer. */
final class FailsafeChores {
    private FailsafeChores() {}

    static List<Chore> chores() {
        return List.of(
                chore(
                        "A68-ask-for-promise",
                        FailsafeMode::isAskDue,
                        FailsafeChores::ask,
                        "The DCS does not renew our lease: ask every member to promise that we may"
                                + " go on leading without it."),
                chore(
                        "A74-promise",
                        FailsafeChores::isWelcome,
                        FailsafeChores::promise,
                        "A leader without the DCS asks to go on, and nothing of ours stands"
                                + " against it: promise not to lead for one timeout."),
                chore(
                        "A76-no-promise",
                        FailsafeChores::isUnwelcome,
                        FailsafeChores::refuse,
                        "A leader without the DCS asks to go on, and we cannot promise not to"
                                + " lead: say so, and why."),
                chore(
                        "A78-admit-by-promise",
                        FailsafeChores::isAdmissionDue,
                        FailsafeChores::admit,
                        "We lead by the members' promise, and after a crash clients were kept out;"
                                + " now whoever may lead next has all that they will see."));
    }

    private static boolean isAdmissionDue(NodeState state) {
        return LeaseClock.promise(state).isPresent()
                && state.isIdle()
                && SyncPlan.isAdmissionDueByPromise(state);
    }

    private static Plan admit(NodeState state) {
        return LeaseClock.promise(state)
                .map(promise ->
                        Plan.of(state)
                                .reload(id ->
                                        new PostgresAction.AdmitClients(
                                                id, new Permit.FailsafeAccepted(promise.until()))))
                .orElse(Plan.of(state));
    }

    private static Plan ask(NodeState state) {
        var round = state.requests().next();
        Duration lasts = FailsafeMode.lasts(state);
        NodeState asking =
                state.with(state.requests().taken())
                        .with(state.failsafe().asking(round, state.now(), lasts));
        return Plan.of(asking)
                .and(
                        new PeerAction.AskFailsafe(
                                round,
                                state.me(),
                                state.local().connUrl(),
                                state.local().apiUrl(),
                                lasts,
                                FailsafeMode.others(state)));
    }

    private static Optional<FailsafeReply.Why> refusal(NodeState state, Failsafe.Question asked) {
        return FailsafeMode.refusal(state, asked.from());
    }

    private static boolean isWelcome(NodeState state) {
        return state.failsafe().question().filter(one -> refusal(state, one).isEmpty()).isPresent();
    }

    private static boolean isUnwelcome(NodeState state) {
        return state.failsafe()
                .question()
                .filter(one -> refusal(state, one).isPresent())
                .isPresent();
    }

    private static Plan promise(NodeState state) {
        return state.failsafe()
                .question()
                .map(asked -> {
                    Failsafe.Bond bond =
                            new Failsafe.Bond(
                                    asked.from(),
                                    FailsafeMode.boundUntil(state, state.now(), asked.lasts()));
                    return answer(
                            state,
                            state.failsafe().withBond(Optional.of(bond)),
                            asked,
                            new FailsafeReply.Accepted(position(state)));
                })
                .orElse(Plan.of(state));
    }

    private static Plan refuse(NodeState state) {
        return state.failsafe()
                .question()
                .flatMap(asked ->
                        refusal(state, asked)
                                .map(why ->
                                        answer(
                                                state,
                                                state.failsafe(),
                                                asked,
                                                new FailsafeReply.Refused(why))))
                .orElse(Plan.of(state));
    }

    private static Plan answer(
            NodeState state, Failsafe next, Failsafe.Question asked, FailsafeReply reply) {
        return Plan.of(state.with(next.withQuestion(Optional.empty())))
                .and(new PeerAction.AnswerFailsafe(asked.number(), reply));
    }

    private static Optional<Lsn> position(NodeState state) {
        return state.postgres() instanceof Postgres.Standby standby
                ? Optional.of(standby.position())
                : Optional.empty();
    }
}
