package io.wadi.pipeline;

import io.wadi.flow.FlowRehearsal;
import io.wadi.message.PacketJson;
import io.wadi.packet.Packet;
import io.wadi.pcap.CaptureException;
import io.wadi.pcap.CaptureRehearsal;
import io.wadi.pcap.PcapConfiguration.Kind;
import io.wadi.pcap.PcapPath;
import io.wadi.sample.SampleCapture;
import io.wadi.settings.CaptureAt;
import io.wadi.settings.CaptureSettings;
import io.wadi.settings.Settings;
import io.wadi.settings.StoreSettings;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Decodes a sample while servers and routes start, so that the JVM has compiled what a live capture needs when its
 * first packet comes. Nothing of the sample is published or counted.
 */
public final class Rehearsal implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Rehearsal.class);

    private final CaptureRehearsal capture;

    private Rehearsal(CaptureRehearsal capture) {
        this.capture = capture;
    }

    /**
     * Begins, if a stage captures live. Without the sample the capture only starts slower, so a failure is logged.
     *
     * @param cache folder that keeps the sample
     */
    public static Rehearsal begin(Settings settings, Set<Stage> stages, Path cache) {
        if (!stages.contains(Stage.CAPTURE) || !isLive(settings)) {
            return new Rehearsal(null);
        }
        try {
            return new Rehearsal(CaptureRehearsal.of(sample(cache), route(settings)));
        } catch (IOException | CaptureException e) {
            LOG.info("The capture starts without a rehearsal: {}", e.toString());
            return new Rehearsal(null);
        }
    }

    private static boolean isLive(Settings settings) {
        return settings.get(CaptureSettings.SOURCE).startsWith(new PcapPath(Kind.live, "").toUri());
    }

    private static Path sample(Path cache) throws IOException {
        Path sample = cache.resolve("rehearsal.pcap");
        if (!Files.exists(sample)) {
            Files.createDirectories(cache);
            Path written = Files.createTempFile(cache, "rehearsal", ".tmp");
            try (OutputStream out = Files.newOutputStream(written)) {
                new SampleCapture().write(out);
            }
            Files.move(written, sample, StandardCopyOption.ATOMIC_MOVE);
        }
        return sample;
    }

    private static Consumer<List<Packet>> route(Settings settings) {
        if (settings.get(CaptureSettings.AT) == CaptureAt.FLOWS) {
            return new FlowRehearsal(settings.get(StoreSettings.WINDOW).toSeconds());
        }
        PacketJson json = new PacketJson(settings);
        return json::write;
    }

    @Override
    public void close() {
        if (capture != null) {
            capture.close();
        }
    }
}
