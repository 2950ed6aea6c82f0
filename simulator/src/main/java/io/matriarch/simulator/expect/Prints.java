package io.matriarch.simulator.expect;

import io.matriarch.action.PostgresAction;
import io.matriarch.state.HistoryLine;
import io.matriarch.state.MemberRecord;
import io.matriarch.state.Upstream;
import io.matriarch.value.LockEpoch;
import io.matriarch.value.Moment;
import io.matriarch.value.Revision;
import java.lang.reflect.RecordComponent;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * Prints actions as traces show them: {@code Name{part=value part=value}}.
 *
 * @param moments from a member's clock to the scenario's time
 * @param epochs how a tenure is called
 */
public record Prints(Function<Moment, ?> moments, Function<LockEpoch, String> epochs) {
    /** Prints with the member's own times and the ensemble's own numbers. */
    public static String of(Object value) {
        return new Prints(UnaryOperator.identity(), LockEpoch::toString).text(value);
    }

    /** One value; a record by its parts, in their order. */
    public String text(Object value) {
        return switch (value) {
            case Moment moment -> moments.apply(moment).toString();
            case LockEpoch epoch -> epochs.apply(epoch);
            case Upstream upstream -> upstream.member().text();
            case MemberRecord record -> record.state().word() + "/" + record.role().word();
            case HistoryLine line -> line.timeline() + "@" + line.end();
            case Revision revision -> "v" + revision.version();
            case List<?> list -> list.stream().map(this::text).toList().toString();
            case Optional<?> maybe -> maybe.map(this::text).orElse("none");
            case PostgresAction.Begin begin ->
                    "Begin{id=%s what=%s permit=%s}"
                            .formatted(begin.id(), text(begin.operation()), text(begin.permit()));
            case Record record when record.getClass().getPackageName().endsWith(".value") ->
                    record.toString();
            case Record record -> parts(record);
            default -> value.toString();
        };
    }

    private String parts(Record record) {
        StringBuilder text = new StringBuilder();
        for (RecordComponent component : record.getClass().getRecordComponents()) {
            text.append(text.isEmpty() ? "" : " ")
                    .append(component.getName())
                    .append('=')
                    .append(text(read(component, record)));
        }
        String name = record.getClass().getSimpleName();
        return text.isEmpty() ? name : name + "{" + text + "}";
    }

    private static Object read(RecordComponent component, Record record) {
        try {
            return component.getAccessor().invoke(record);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("cannot read " + component, e);
        }
    }
}
