package io.wadi.cli;

import io.wadi.pcap.CaptureException;
import io.wadi.pcap.CaptureReading;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code wadi decode}: prints the messages of captures. */
@Command(
        name = "decode",
        description = {
            "Prints the Kafka messages that Wadi would publish for captures, one JSON object per line.",
            "For several captures, or a folder, field file of each line has the capture's path. Standard error has the "
                    + "counts of each capture and their sums. If a capture cannot be read, the others still are, and "
                    + "the exit status is 1."
        },
        mixinStandardHelpOptions = true)
final class DecodeCommand implements Callable<Integer> {

    @Parameters(
            arity = "1..*",
            paramLabel = "FILE or DIR",
            description = "pcap or pcapng files or pipes, compressed (gzip, zstd, lz4) or not. - means standard input. "
                    + "A folder means all captures in it and its subfolders.")
    private List<Path> paths;

    @Option(names = "--filter", paramLabel = "BPF", description = "Capture filter in the syntax of pcap-filter(7).")
    private String filter;

    @Option(names = "--decapsulate", description = "Decode the packet inside a tunnel instead of the outer packet.")
    private boolean decapsulate;

    @Mixin
    private PartialOption partial;

    @Mixin
    private CommonOptions common;

    @Override
    public Integer call() throws CaptureException {
        // This command uses no settings, but errors in them are reported by every command.
        common.settings();
        CaptureArguments captures = new CaptureArguments(paths);
        captures.problems().forEach(problem -> common.say("wadi: " + problem));
        if (captures.files().isEmpty()) {
            return 1;
        }
        CaptureReading reading = new CaptureReading(captures.files(), filter, decapsulate);
        try {
            reading.run(new DecodedLines(new FileOutputStream(FileDescriptor.out), captures.isSeveral()));
        } catch (IOException e) {
            StandardOutput.failUnlessClosed(e);
            return 1;
        }
        return new DecodeReport(reading, captures).print(common::say) || partial.isAllowed() ? 0 : 1;
    }
}
