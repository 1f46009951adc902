package io.wadi.bench;

import io.wadi.message.PacketJson;
import io.wadi.message.PacketMessage;
import io.wadi.packet.Packet;
import io.wadi.pcap.PcapConsumer;
import io.wadi.pcap.PcapEndpoint;
import io.wadi.settings.KafkaSettings;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import org.apache.camel.Exchange;
import org.apache.camel.impl.DefaultCamelContext;

/** The capture stage alone: reads, decodes and encodes, without Kafka. */
final class CaptureRun implements Run {

    private final Path capture;
    private final ProcessorClock clock;
    private final PacketJson json;
    private final int partitions;
    private long written;

    CaptureRun(Path capture, BenchServers servers) {
        this.capture = capture;
        clock = servers.clock();
        json = new PacketJson(servers.settings());
        partitions = servers.settings().get(KafkaSettings.PARTITIONS);
    }

    @Override
    public String name() {
        return "capture stage: read, decode, encode";
    }

    @Override
    public Measurement measure() throws Exception {
        Moment start = Moment.now(0, clock);
        PacketCount count = read();
        Moment end = Moment.now(count.received(), clock);
        if (count.decoded() != written) {
            throw new BenchException("decoded " + count.decoded() + " packets, but wrote " + written);
        }
        return Measurement.between(start, end);
    }

    /** Reads the capture once and counts its packets. */
    PacketCount read() throws Exception {
        written = 0;
        return read(capture, packets -> written += PacketMessage.contents(json.pack(packets, partitions)));
    }

    /** Reads a capture, hands over the packets of each batch, and counts them. */
    static PacketCount read(Path capture, Consumer<List<Packet>> packets) throws Exception {
        try (DefaultCamelContext camel = new DefaultCamelContext()) {
            PcapEndpoint endpoint = camel.getEndpoint("pcap:file:bench", PcapEndpoint.class);
            endpoint.getConfiguration().setFiles(List.of(capture));
            PcapConsumer consumer =
                    (PcapConsumer) endpoint.createConsumer(exchange -> packets.accept(packets(exchange)));
            camel.start();
            consumer.start();
            consumer.finished().get();
            consumer.stop();
            return new PacketCount(
                    consumer.counters().received(), consumer.counters().decoded());
        }
    }

    @SuppressWarnings("unchecked")
    private static List<Packet> packets(Exchange exchange) {
        return exchange.getMessage().getBody(List.class);
    }
}
