package io.wadi.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.util.FileSystemUtils;

/**
 * {@code nfpcapd} of nfdump: reads the same file by libpcap, and writes flows of at most a minute to files, without Kafka
 * and database. nfdump counts their packets.
 */
final class NfpcapdRun implements Run {

    private static final Pattern PACKETS = Pattern.compile("(?m)^Packets: (\\d+)$");

    /** The sum may be lower by one packet in this many. */
    private static final long REJECTED_AT_MOST = 1_000;

    private final Path capture;
    private final Path folder;
    private final PacketCount expected;
    private final ProcessorClock clock;

    NfpcapdRun(Path capture, Path folder, PacketCount expected, ProcessorClock clock) {
        this.capture = capture;
        this.folder = folder;
        this.expected = expected;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "nfpcapd, libpcap to files of flows";
    }

    @Override
    public Measurement measure() throws Exception {
        NotInstalledException.unlessInstalled("nfpcapd", "nfdump");
        Path flows = Files.createTempDirectory(folder, "nfpcapd");
        try {
            Moment start = Moment.now(0, clock);
            run("nfpcapd", "-r", capture.toString(), "-w", flows.toString(), "-e", "60,60", "-o", "fat", "-t", "3600");
            ProcessorTime used = clock.now().since(start.processor()).withoutBroker();
            double seconds = System.nanoTime() / 1e9 - start.seconds();
            long packets = packets(run("nfdump", "-R", flows.toString(), "-I"));
            return Measurement.of(packets / seconds, used.perMillion(packets));
        } finally {
            FileSystemUtils.deleteRecursively(flows);
        }
    }

    private static String run(String... command) throws IOException, InterruptedException, BenchException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new BenchException(command[0] + " failed: " + output.strip());
        }
        return output;
    }

    private long packets(String summary) throws BenchException {
        Matcher packets = PACKETS.matcher(summary);
        long stored = packets.find() ? Long.parseLong(packets.group(1)) : 0;
        long least = expected.decoded() - expected.decoded() / REJECTED_AT_MOST;
        if (stored < least || stored > expected.received()) {
            throw new BenchException("nfpcapd stored " + stored + " of " + expected.decoded() + " packets");
        }
        return stored;
    }
}
