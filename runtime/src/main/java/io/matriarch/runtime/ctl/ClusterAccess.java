package io.matriarch.runtime.ctl;

import io.matriarch.runtime.config.CtlConfig;
import io.matriarch.state.ClusterView;
import io.matriarch.value.MemberName;
import java.io.IOException;
import java.time.Instant;
import java.util.Optional;

/** One cluster's keys, as commands need them. */
interface ClusterAccess extends AutoCloseable {
    ClusterView view() throws IOException;

    void requestFailover(
            Optional<MemberName> leader, Optional<MemberName> candidate, Optional<Instant> at)
            throws IOException;

    @Override
    void close();

    /** Makes the access. */
    interface Opener {
        ClusterAccess open(CtlConfig config, String scope) throws IOException;
    }
}
