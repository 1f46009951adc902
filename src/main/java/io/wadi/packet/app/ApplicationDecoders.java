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
    private final StreamTable streams = new StreamTable();
    private final Reassembler segments;
    private final ConversationMemory conversations = new ConversationMemory();

    /** Creates decoders without remembered conversations. */
    public ApplicationDecoders() {
        DecoderRegistry registry = new DecoderRegistry(DecoderList.create(streams));
        tcp = registry.tcp();
        udp = registry.udp();
        segments = new Reassembler(tcp, streams);
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
        if (context.isSyn()) {
            conversations.forget(context);
            segments.open(context);
        }
        if (context.isAck()) {
            segments.acknowledge(context);
        }
        String found = payload.length() == 0 ? null : ask(isTcp, payload, context);
        String known = conversations.recall(context, found);
        return known == null && isTcp ? WellKnownPorts.tcp(context, payload) : known;
    }

    private String ask(boolean isTcp, Bytes payload, ApplicationContext context) {
        if (!isTcp) {
            return udp.recognise(payload, context);
        }
        return isWithinTlsRecord(payload, context) ? null : segments.recognise(payload, context);
    }

    /** Most segments of a download are like this. They are encrypted, so what a decoder finds in them is chance. */
    private boolean isWithinTlsRecord(Bytes payload, ApplicationContext context) {
        return !Tls.mayBeRecord(payload)
                && Tls.NAME.equals(conversations.get(context))
                && WellKnownPorts.isTls(context)
                && !segments.expects(context);
    }

    /** What became of messages of several packets since the decoders were created. */
    public SplitMessageCounts splitMessages() {
        return streams.counts();
    }

    /** All names that {@link #recognise} may return. */
    public Set<String> protocols() {
        Set<String> protocols = WellKnownPorts.protocols();
        protocols.addAll(tcp.protocols());
        protocols.addAll(udp.protocols());
        return protocols;
    }
}
