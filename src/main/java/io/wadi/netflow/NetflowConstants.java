package io.wadi.netflow;

/** The exchange property that {@code netflow:} reads when an exchange completes. */
public final class NetflowConstants {

    /**
     * Exchange property (Integer) that a route may set: number of messages that their destination refused permanently,
     * while all others were delivered.
     */
    public static final String REFUSED = "CamelNetflowRefused";

    private NetflowConstants() {}
}
