package io.matriarch.runtime.dcs;

import io.matriarch.runtime.dcs.json.MemberJson;
import io.matriarch.state.ClusterView;
import io.matriarch.state.Lock;
import io.matriarch.state.Member;
import io.matriarch.state.MemberRecord;
import io.matriarch.state.Offer;
import io.matriarch.value.MemberName;
import java.util.Optional;
import org.apache.zookeeper.WatchedEvent;
import org.apache.zookeeper.Watcher;

/**
 * Tells when the holder of the lock offers it, or takes its offer back (lease L9). Its member node
 * is written with each renewal; of all that, nothing else is worth a reading of all keys.
 */
final class OfferWatch {
    private final KeyPaths paths;
    private final MemberName me;
    private final Runnable notice;
    private Optional<Watched> watched = Optional.empty();

    /**
     * @param notice told when an offer has come, changed or gone
     */
    OfferWatch(KeyPaths paths, MemberName me, Runnable notice) {
        this.paths = paths;
        this.me = me;
        this.notice = notice;
    }

    /** From now on what the holder of this reading offers is compared with what it shows. */
    void begin(Wire wire, ClusterView view) {
        Optional<Watched> next =
                view.lock() instanceof Lock.Held held && !held.holder().equals(me)
                        ? view.leader().map(holder -> new Watched(wire, holder))
                        : Optional.empty();
        synchronized (this) {
            watched = next;
        }
        next.ifPresent(Watched::look);
    }

    /** One holder, as one reading showed it. */
    private final class Watched implements Watcher {
        private final Wire wire;
        private final String path;
        private final Optional<Offer> known;

        Watched(Wire wire, Member holder) {
            this.wire = wire;
            this.path = paths.member(holder.name());
            this.known = holder.record().offer();
        }

        /** The watch first: what changes after the look is noticed. */
        void look() {
            wire.watch(path, this);
            wire.read(path).thenAccept(this::compare);
        }

        @Override
        public void process(WatchedEvent event) {
            if (event.getType() == Event.EventType.NodeDataChanged && isPresent()) {
                look();
            }
        }

        private void compare(Reply reply) {
            MemberRecord record = MemberJson.read(reply.text());
            if (reply.isOk() && isPresent() && !record.offer().equals(known)) {
                notice.run();
            }
        }

        private boolean isPresent() {
            synchronized (OfferWatch.this) {
                return watched.filter(one -> one == this).isPresent();
            }
        }
    }
}
