package io.wadi.packet.app;

import io.wadi.net.Bytes;
import java.util.Set;

/**
 * Recognises one application protocol by the content of a packet's payload. There is one small class per protocol,
 * listed in {@link DecoderList}. A decoder is stateless unless its Javadoc says otherwise. It is called for every
 * packet with payload, so it checks ports or first bytes first, and allocates nothing before the protocol is certain.
 */
interface ApplicationDecoder {

    /** The protocol's name in field {@code protocol} of the message, for example {@code DNS}. */
    String protocol();

    /**
     * All names that it may give to a packet: {@link #protocol()} and those set by {@link ApplicationContext#protocol}.
     */
    default Set<String> protocols() {
        return Set.of(protocol());
    }

    /** Registers the transports, ports and first bytes of the payloads that it checks. */
    void register(DecoderRegistry registry);

    /**
     * Checks a payload.
     *
     * @param payload the captured payload of the transport; the snaplen may have truncated it
     * @param context the packet's transport and ports; receives names
     * @return whether the payload is certainly this protocol
     */
    boolean recognise(Bytes payload, ApplicationContext context);
}
