package io.wadi.ingest;

import io.wadi.netflow.DatagramOutcome;
import io.wadi.netflow.ExportCapture;
import io.wadi.netflow.ExporterReport;
import io.wadi.netflow.NetflowCounters;

/**
 * The totals of an ingest of exporters' datagrams, for other programs.
 *
 * @param captures given captures
 * @param partial captures that could not be opened or not be read completely
 * @param frames frames read
 * @param datagrams datagrams of exporters among them
 * @param decoded datagrams that were decoded completely
 * @param refused datagrams of exporters that are not allowed
 * @param rejected datagrams that could not be decoded completely
 * @param records records in them
 * @param flows flows made of the records
 * @param published flows that Kafka has acknowledged
 * @param held acknowledged messages that the topic still holds; null if the table was counted instead
 * @param packets packets of the flows, multiplied by the sampling rate
 * @param stored packets of this run in table {@code flows}; null if not counted
 * @param noTemplate data sets without a template
 * @param lost records or datagrams that are missing in the exporters' sequence numbers
 * @param exporters streams of exporters
 * @param whole whether every capture was read completely and all counts match
 * @param seconds time from opening the first capture until everything was stored
 * @param recordsPerSecond records per second of that time
 */
public record ExportsTotals(
        int captures,
        long partial,
        long frames,
        long datagrams,
        long decoded,
        long refused,
        long rejected,
        long records,
        long flows,
        long published,
        Long held,
        long packets,
        Long stored,
        long noTemplate,
        long lost,
        int exporters,
        boolean whole,
        double seconds,
        double recordsPerSecond) {

    public static ExportsTotals of(ExportsReport report, ExportsVerdict verdict) {
        NetflowCounters counters = report.counters();
        return new ExportsTotals(
                verdict.captures(),
                verdict.partial(),
                report.captures().stream().mapToLong(ExportCapture::frames).sum(),
                counters.received(),
                counters.count(DatagramOutcome.DECODED),
                counters.count(DatagramOutcome.REFUSED),
                counters.rejected(),
                counters.records(),
                counters.flows(),
                counters.delivered(),
                report.topic() == null ? null : report.topic().held(),
                counters.packets(),
                report.stored().isPresent() ? report.stored().getAsLong() : null,
                counters.noTemplate(),
                report.exporters().stream().mapToLong(ExporterReport::lost).sum(),
                report.exporters().size(),
                verdict.isWhole(),
                report.took().toNanos() / 1e9,
                report.recordsPerSecond());
    }

    public String toJson() {
        return TotalsJson.of(this);
    }
}
