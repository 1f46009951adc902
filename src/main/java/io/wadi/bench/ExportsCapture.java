package io.wadi.bench;

import io.wadi.sample.SampleCapture;
import io.wadi.sample.SampleExports;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A capture of the datagrams of busy exporters.
 *
 * @param file the capture
 * @param records records in it
 * @param packets the records' packets, multiplied by the sampling rate
 * @param bytes the records' bytes, multiplied by the sampling rate
 */
record ExportsCapture(Path file, long records, long packets, long bytes) {

    static ExportsCapture write(Path folder, long datagrams) throws IOException {
        Path file = folder.resolve("exports.pcap");
        SampleExports sample = new SampleExports(
                datagrams, SampleCapture.DEFAULT_SEED, SampleCapture.DEFAULT_START, SampleExports.Load.BUSY);
        try (OutputStream out = Files.newOutputStream(file)) {
            SampleExports.Summary written = sample.write(out);
            return new ExportsCapture(file, written.flows(), written.packets(), written.bytes());
        }
    }

    /**
     * Compares what a program has stored with what the exporters have sent.
     *
     * @param mayDiffer one in so many packets and bytes may be missing or too many; 0 if the sums have to be the same
     * @throws EndedEarlyException if it is less
     * @throws BenchException if it is something else
     */
    void check(String program, long storedPackets, long storedBytes, long mayDiffer) throws BenchException {
        String counts = String.format(
                "%s stored %d of %d packets and %d of %d bytes", program, storedPackets, packets, storedBytes, bytes);
        if (storedPackets < packets - part(packets, mayDiffer) || storedBytes < bytes - part(bytes, mayDiffer)) {
            throw new EndedEarlyException(counts);
        }
        if (storedPackets > packets + part(packets, mayDiffer) || storedBytes > bytes + part(bytes, mayDiffer)) {
            throw new BenchException(counts);
        }
    }

    private static long part(long sum, long ofSoMany) {
        return ofSoMany == 0 ? 0 : sum / ofSoMany;
    }
}
