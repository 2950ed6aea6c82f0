package io.matriarch.simulator.expect;

import io.matriarch.action.Action;
import io.matriarch.simulator.truth.Truth;
import io.matriarch.value.MemberName;
import io.matriarch.value.RuleId;
import java.util.Optional;

/** Watches one fact of one expectation during one run. */
interface Watch {
    /** Everything due until this moment has happened; called at each end of each span. */
    default void moment(Truth truth) {}

    /** One event of the world is done. */
    default void after(Truth truth) {}

    /** A member ordered this. */
    default void acted(Truth truth, MemberName member, Action action) {}

    /** A rule decided. */
    default void fired(Truth truth, RuleId rule) {}

    /** What went wrong, if anything did; asked at the end of the run. */
    Optional<Miss> miss();
}
