package io.matriarch.state;

import java.time.Duration;
import java.util.Optional;

/**
 * What kind of restart is wanted (contract 2.12).
 *
 * @param role only when the member has this role
 * @param below only when the server's version is less than this number, as in {@code
 *     server_version_num}
 * @param ifPending only when a restart is pending
 * @param timeout how long the start may take; absent for {@code primary_start_timeout}
 */
public record RestartWish(
        Optional<Role> role,
        Optional<Integer> below,
        boolean ifPending,
        Optional<Duration> timeout) {
    public static final RestartWish ANY =
            new RestartWish(Optional.empty(), Optional.empty(), false, Optional.empty());
}
