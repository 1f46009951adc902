package io.wadi.cli;

import io.wadi.message.PacketJson;
import io.wadi.message.PacketMessage;
import io.wadi.packet.Packet;
import io.wadi.pcap.PcapConsumer;
import io.wadi.pcap.PcapEndpoint;
import io.wadi.pcap.PcapSource;
import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import org.apache.camel.Exchange;
import org.apache.camel.impl.DefaultCamelContext;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code wadi decode}: prints the messages of a capture. */
@Command(
        name = "decode",
        description = "Prints the Kafka messages that Wadi would publish for a capture, one JSON object per line.",
        mixinStandardHelpOptions = true)
final class DecodeCommand implements Callable<Integer> {

    @Parameters(
            paramLabel = "FILE",
            description = "A pcap or pcapng file or pipe, compressed (gzip, zstd, lz4) or not. - means standard input.")
    private Path file;

    @Option(names = "--filter", paramLabel = "BPF", description = "Capture filter in the syntax of pcap-filter(7).")
    private String filter;

    @Option(names = "--decapsulate", description = "Decode the packet inside a tunnel instead of the outer packet.")
    private boolean decapsulate;

    @Mixin
    private PartialOption partial;

    @Mixin
    private CommonOptions common;

    private final PacketJson json = new PacketJson();
    private final CompletableFuture<Void> readerGone = new CompletableFuture<>();
    private final OutputStream out = new BufferedOutputStream(new FileOutputStream(FileDescriptor.out), 1 << 16);

    @Override
    public Integer call() throws Exception {
        // This command uses no settings, but errors in them are reported by every command.
        common.settings();
        try (DefaultCamelContext camel = new DefaultCamelContext()) {
            PcapEndpoint endpoint = camel.getEndpoint("pcap:file:decode", PcapEndpoint.class);
            endpoint.getConfiguration().setFiles(List.of(file));
            endpoint.getConfiguration().setFilter(filter);
            endpoint.getConfiguration().setDecapsulate(decapsulate);
            PcapConsumer consumer = (PcapConsumer) endpoint.createConsumer(this::print);
            camel.start();
            consumer.start();
            CompletableFuture.anyOf(consumer.finished(), readerGone).get();
            consumer.stop();
            if (readerGone.isDone()) {
                return 1;
            }
            out.flush();
            return report(consumer.sources().get(0));
        }
    }

    private void print(Exchange exchange) {
        @SuppressWarnings("unchecked")
        List<Packet> packets = exchange.getMessage().getBody(List.class);
        try {
            for (PacketMessage message : json.write(packets)) {
                out.write(message.json());
                out.write('\n');
            }
        } catch (IOException e) {
            // The reader has closed the pipe, as "| head" does; no error is reported.
            readerGone.complete(null);
        }
    }

    private int report(PcapSource source) {
        if (source.problem() != null) {
            common.say("wadi: " + source.problem());
        }
        common.say(Reconciliation.captured(source));
        boolean read = source.isReadToItsEnd() || partial.isAllowed();
        return read && source.counters().failed() == 0 ? 0 : 1;
    }
}
