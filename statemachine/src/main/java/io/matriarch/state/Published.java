package io.matriarch.state;

import io.matriarch.value.Lsn;
import io.matriarch.value.Moment;
import java.util.Optional;

/**
 * What the DCS is known to hold of ours.
 *
 * @param record our member record as last confirmed under the present session; absent when it must
 *     be written
 * @param released the tenure that we gave back; said in every record until we lead again, so that
 *     whoever looks late still sees that the lock is free of our own will
 * @param position what we last wrote to {@code status} as the leader
 * @param positionAt when
 * @param slots what we last wrote to {@code status} of slots
 * @param offering how far we are with offering our lock
 */
public record Published(
        Optional<MemberRecord> record,
        Optional<Release> released,
        Optional<Lsn> position,
        Moment positionAt,
        Optional<SlotStatus> slots,
        Offering offering) {
    public static final Published NOTHING =
            new Published(
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Moment.LONG_AGO,
                    Optional.empty(),
                    Offering.NONE);

    public Published withRecord(Optional<MemberRecord> value) {
        return new Published(value, released, position, positionAt, slots, offering);
    }

    public Published withReleased(Optional<Release> value) {
        return new Published(record, value, position, positionAt, slots, offering);
    }

    /** What was just written to {@code status}. */
    public Published withStatus(Lsn value, Optional<SlotStatus> ofSlots, Moment now) {
        return new Published(record, released, Optional.of(value), now, ofSlots, offering);
    }

    public Published with(Offering value) {
        return new Published(record, released, position, positionAt, slots, value);
    }
}
