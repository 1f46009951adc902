package io.wadi.message;

import java.util.BitSet;
import org.apache.camel.Exchange;

/**
 * What is tried of a record that a store has refused: its first packets, without those that are known to be refused. A
 * message that is not a record of several packets counts as one packet.
 *
 * @param packets number of packets from the first on; more than the record has means all
 * @param culprits the numbers of the packets that the store refuses, from 0; must not be changed
 * @param reason why the store refuses the first of them, or null if none is known
 * @param isTrial whether it is to be found out only if the store accepts it: nothing is stored, and there are no dead letters
 */
public record Attempt(int packets, BitSet culprits, String reason, boolean isTrial) {

    /** The whole of all records, because none was refused. */
    public static final Attempt ALL = new Attempt(Integer.MAX_VALUE, new BitSet(), null, false);

    private static final String PROPERTY = "WadiAttempt";

    /** The attempt that an exchange of a store is. */
    public static Attempt of(Exchange exchange) {
        return exchange.getProperty(PROPERTY, ALL, Attempt.class);
    }

    /** Notes it at the exchange that stores it. */
    public void noteAt(Exchange exchange) {
        if (equals(ALL)) {
            exchange.removeProperty(PROPERTY);
        } else {
            exchange.setProperty(PROPERTY, this);
        }
    }

    boolean leavesOut(int packet) {
        return culprits.get(packet);
    }
}
