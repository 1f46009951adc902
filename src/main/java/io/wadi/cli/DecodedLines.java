package io.wadi.cli;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import io.wadi.message.PacketJsonWriter;
import io.wadi.packet.Packet;
import io.wadi.pcap.CaptureReading;
import io.wadi.pcap.PcapSource;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Writes the messages of packets, one JSON object per line. */
final class DecodedLines implements CaptureReading.Sink {

    private static final byte[] END = {'}', '\n'};

    private final PacketJsonWriter json = new PacketJsonWriter();
    private final OutputStream out;
    private final boolean naming;
    private PcapSource source;
    private byte[] end = END;

    /**
     * Creates a writer.
     *
     * @param naming whether field {@code file} tells the path of each packet's capture
     */
    DecodedLines(OutputStream out, boolean naming) {
        this.out = new BufferedOutputStream(out, 1 << 16);
        this.naming = naming;
    }

    @Override
    public void accept(PcapSource from, List<Packet> packets) throws IOException {
        if (naming && from != source) {
            source = from;
            end = namingEnd(from.name());
        }
        for (Packet packet : packets) {
            byte[] message = json.write(packet);
            out.write(message, 0, message.length - 1);
            out.write(end);
        }
        // The packets of a pipe are to be seen when they come.
        out.flush();
    }

    private static byte[] namingEnd(String name) throws IOException {
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        text.write(",\"file\":\"".getBytes(StandardCharsets.US_ASCII));
        text.write(JsonStringEncoder.getInstance().quoteAsUTF8(name));
        text.write('"');
        text.write(END);
        return text.toByteArray();
    }
}
