package io.wadi.packet.app;

import io.wadi.net.Bytes;
import java.util.Set;

/**
 * Finds the application protocol of a packet: its content first, what its conversation was recognised as before second,
 * its well-known port third, and nothing where the content contradicts the port. Holds the table of all decoders and
 * when each is asked; some keep a bounded memory of their conversations, so that one instance serves one thread.
 */
public final class ApplicationDecoders {

    private final DecoderIndex tcp;
    private final DecoderIndex udp;
    private final ConversationMemory conversations = new ConversationMemory();

    /** Decoders with nothing remembered yet. */
    public ApplicationDecoders() {
        DecoderRegistry registry = new DecoderRegistry(DecoderList.create());
        tcp = registry.tcp();
        udp = registry.udp();
    }

    /**
     * Recognises a payload.
     *
     * @param payload the transport's payload as captured; empty for a packet that carries none
     * @param context the packet's transport and ports; its name is left there
     * @return the protocol's name, or null where neither content nor port tells it
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

    /** Every name that {@link #recognise} may return. */
    public Set<String> protocols() {
        Set<String> protocols = WellKnownPorts.protocols();
        protocols.addAll(tcp.protocols());
        protocols.addAll(udp.protocols());
        return protocols;
    }
}
