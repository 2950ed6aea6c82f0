package io.matriarch.driver;

import io.matriarch.action.DcsAction;
import io.matriarch.action.PostgresAction;
import io.matriarch.event.Event;
import io.matriarch.state.DurableFacts;
import io.matriarch.state.NodeState;
import io.matriarch.value.Moment;
import io.matriarch.value.RuleId;
import java.util.ArrayList;
import java.util.List;

/** A world that does nothing but note, in one list, what it was told and in which order. */
final class RecordingPorts {
    final List<String> told = new ArrayList<>();
    final List<Event> inbox = new ArrayList<>();

    /** What the clock says; the machine's own time comes with the events. */
    Moment now = Moment.ZERO;

    /** Whether PostgreSQL is proven gone. */
    boolean gone = true;

    /** Whether durable facts can be kept. */
    boolean keeps = true;

    /** Whether the journal wants a snapshot before the next entry. */
    boolean wantsSnapshot;

    Ports ports() {
        PostgresPort postgres =
                new PostgresPort() {
                    @Override
                    public void order(PostgresAction order) {
                        note(order);
                    }

                    @Override
                    public boolean isGone() {
                        return gone;
                    }
                };
        DcsPort dcs =
                new DcsPort() {
                    @Override
                    public void send(DcsAction request) {
                        note(request);
                    }

                    @Override
                    public void closeSession() {
                        told.add("close session");
                    }
                };
        return new Ports(
                dcs,
                postgres,
                this::note,
                this::note,
                this::note,
                this::note,
                journal(),
                this::keep,
                () -> now);
    }

    private Journal journal() {
        return new Journal() {
            @Override
            public void snapshot(NodeState state) {
                told.add("snapshot at " + state.now());
            }

            @Override
            public boolean wantsSnapshot() {
                return wantsSnapshot;
            }

            @Override
            public void append(Event event, List<RuleId> rules, long digest) {
                told.add("journal " + rules.getFirst());
            }
        };
    }

    private boolean keep(DurableFacts facts) {
        told.add((keeps ? "keep " : "cannot keep ") + facts.unfinished());
        return keeps;
    }

    private void note(Object order) {
        String text = order.toString();
        told.add(text.substring(0, text.indexOf('[')));
    }
}
