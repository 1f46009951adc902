package io.wadi.packet.app;

import io.wadi.net.Bytes;
import java.util.Set;

/**
 * Recognises one application protocol by the content of a packet's payload. One small class a protocol, listed in
 * {@link DecoderList}; stateless unless it says otherwise, called for every packet with payload: look at the
 * ports or the first bytes first, allocate nothing before it is sure.
 */
interface ApplicationDecoder {

    /** The protocol's name as field {@code protocol} of the message shows it, for example {@code DNS}. */
    String protocol();

    /** Every name that it may give a packet: {@link #protocol()}, and what it tells {@link ApplicationContext#protocol}. */
    default Set<String> protocols() {
        return Set.of(protocol());
    }

    /** Says at which ports and first bytes of which transport it is asked. */
    void register(DecoderRegistry registry);

    /**
     * Looks at a payload.
     *
     * @param payload the transport's payload as captured; may be cut short by the snaplen
     * @param context the packet's transport and ports, and where to leave the name
     * @return whether the payload is certainly this protocol
     */
    boolean recognise(Bytes payload, ApplicationContext context);
}
