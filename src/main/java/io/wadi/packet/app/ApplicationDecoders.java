package io.wadi.packet.app;

import io.wadi.net.Bytes;
import java.util.Set;

/**
 * Finds the application protocol of a packet. The content of the payload comes first, then the earlier result for its
 * conversation, then its well-known port, unless the content contradicts the port. Some decoders remember a bounded
 * number of conversations, so an instance is used by one thread.
 */
public final class ApplicationDecoders {

    private final DecoderIndex tcp;
    private final DecoderIndex udp;
    private final ConversationMemory conversations = new ConversationMemory();

    /** Creates decoders without remembered conversations. */
    public ApplicationDecoders() {
        DecoderRegistry registry = new DecoderRegistry(DecoderList.create());
        tcp = registry.tcp();
        udp = registry.udp();
    }

    /**
     * Recognises a payload.
     *
     * @param payload the captured payload of the transport; may be empty
     * @param context the packet's transport and ports; receives names
     * @return the protocol's name; null if it is unknown
     */
    public String recognise(Bytes payload, ApplicationContext context) {
        boolean isTcp = context.transport() == ApplicationContext.TCP;
        if (!isTcp && context.transport() != ApplicationContext.UDP) {
            return null;
        }
        String found = payload.length() == 0 ? null : (isTcp ? tcp : udp).recognise(payload, context);
        if (found != null) {
            conversations.put(context, found);
            return found;
        }
        String before = conversations.get(context);
        return before == null && isTcp ? WellKnownPorts.tcp(context, payload) : before;
    }

    /** All names that {@link #recognise} may return. */
    public Set<String> protocols() {
        Set<String> protocols = WellKnownPorts.protocols();
        protocols.addAll(tcp.protocols());
        protocols.addAll(udp.protocols());
        return protocols;
    }
}
