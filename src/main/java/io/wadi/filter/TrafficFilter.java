package io.wadi.filter;

import io.wadi.component.NeedsProperty;
import io.wadi.flow.FlowJson;
import io.wadi.flow.FlowRecord;
import io.wadi.geoip.GeoIpEnricher;
import io.wadi.message.PacketFormatException;
import io.wadi.message.PacketJson;
import io.wadi.packet.Packet;
import io.wadi.sink.KafkaBatch;
import java.util.List;
import java.util.Optional;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;

/**
 * A filter as a bean of a route, so that a sink gets only a part of the traffic:
 *
 * <pre>{@code
 * - beans:
 *     - name: only-dns
 *       type: io.wadi.filter.TrafficFilter
 *       properties: {filter: "protocol = DNS and not dst.host in 10.0.0.0/8"}
 * }</pre>
 *
 * Countries and autonomous systems are those of the bean {@code geoip}, which processes with a store have. Of packets,
 * retransmissions, round trips and what only exporters state are unknown. Thread-safe once the filter is set.
 */
public final class TrafficFilter implements NeedsProperty {

    private final PacketJson packets = new PacketJson();
    private final FlowJson flows = new FlowJson();
    /** Null until it is set: a forgotten filter must not let everything pass. */
    private FlowFilter filter;

    /**
     * Sets the filter, in the language of {@code docs/explore.md}.
     *
     * @throws FilterException if it is invalid, or needs the named networks, which only the database knows
     */
    public void setFilter(String text) {
        FlowFilter read = FlowFilter.parse(text);
        read.named().ifPresent(field -> {
            throw new FilterException("Field " + field.word()
                    + " cannot be used in routes: only the database knows the named networks; use addresses");
        });
        filter = read;
    }

    /** What was set; null if nothing was. */
    public String getFilter() {
        return filter == null ? null : filter.text();
    }

    @Override
    public Optional<String> missingProperty() {
        return filter == null ? Optional.of("filter, such as filter: protocol = DNS") : Optional.empty();
    }

    private FlowFilter filter() {
        if (filter == null) {
            throw new IllegalStateException("property filter is not set");
        }
        return filter;
    }

    /** The packets that match, in order. */
    public List<Packet> packets(List<Packet> all, CamelContext camel) {
        Places places = places(camel);
        return all.stream()
                .filter(packet -> filter().matches(new PacketFacts(packet, places)))
                .toList();
    }

    /**
     * Of a batch of {@code kafka:}, before a step of {@link KafkaBatch}: only the messages of packets or flows that match
     * go on. {@link KafkaBatch#commit} commits all of them.
     *
     * @throws IllegalStateException if the body is a list of packets, as routes of {@code pcap:} have it
     */
    public void keep(Exchange batch) {
        if (batch.getMessage().getBody() instanceof List<?> list
                && list.stream().anyMatch(Packet.class::isInstance)) {
            throw new IllegalStateException(
                    "method keep filters batches of kafka:; the body is a list of packets, so use method packets");
        }
        Places places = places(batch.getContext());
        KafkaBatch.keep(batch, message -> filter().matches(facts(message, places)));
    }

    /**
     * Whether one message matches, as the condition of Camel's step {@code filter}.
     *
     * @param message a packet or flow as JSON
     * @throws PacketFormatException if it is neither
     */
    public boolean matches(byte[] message, CamelContext camel) throws PacketFormatException {
        return filter().matches(facts(message, places(camel)));
    }

    /**
     * Whether one message matches, in a program without routes.
     *
     * @param message a packet or flow in any format
     * @throws PacketFormatException if it is neither
     * @throws FilterException if the filter asks for a country or an autonomous system
     */
    public boolean matches(byte[] message) throws PacketFormatException {
        return filter().matches(facts(message, address -> {
            throw new FilterException("Messages have no countries and autonomous systems, which this filter needs");
        }));
    }

    private FlowFacts facts(byte[] message, Places places) throws PacketFormatException {
        try {
            return new PacketFacts(packets.packet(message), places);
        } catch (PacketFormatException e) {
            FlowRecord flow = flows.record(message);
            return new RecordFacts(flow, places);
        }
    }

    private static Places places(CamelContext camel) {
        GeoIpEnricher geoip = camel.getRegistry().lookupByNameAndType("geoip", GeoIpEnricher.class);
        return geoip == null ? Places.NOWHERE : geoip::lookup;
    }
}
