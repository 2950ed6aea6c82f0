package io.matriarch.runtime;

/** Versions. */
public final class Version {
    /** Ours. */
    public static final String OWN = "0.1.0";

    /**
     * What the member record and the REST interface say: the Patroni whose behaviour they match,
     * for other members decide by it what they may expect (contract 1.3, 1.4).
     */
    public static final String ADVERTISED = "4.1.4";

    private Version() {}
}
