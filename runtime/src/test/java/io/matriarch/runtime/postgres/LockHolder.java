package io.matriarch.runtime.postgres;

import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** A process that takes the lock and does nothing else. */
final class LockHolder {
    private LockHolder() {}

    public static void main(String[] arguments) throws Exception {
        try (DataDirectoryLock _ =
                DataDirectoryLock.take(Path.of(arguments[0]), Duration.ofSeconds(5))) {
            new CountDownLatch(1).await(2, TimeUnit.MINUTES);
        }
    }
}
