package io.wadi.cli;

import io.wadi.failure.StartException;
import io.wadi.query.FlowDetail;
import io.wadi.query.FlowQuery;
import io.wadi.query.QueryException;
import io.wadi.query.QueryText;
import io.wadi.query.RangeText;
import io.wadi.report.PdfException;
import io.wadi.report.PdfPrinter;
import io.wadi.report.Report;
import io.wadi.report.ReportDatabase;
import io.wadi.report.ReportPage;
import io.wadi.settings.Settings;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code wadi report}: writes the figures of a time range to a file. */
@Command(
        name = "report",
        description = "Writes the dashboard's figures for a time range to one HTML file, which needs no server to "
                + "view, or to a PDF.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "For example",
            "  wadi report --last 7d --out week.pdf",
            "  wadi report --filter 'country = BR and not protocol = TLS' --out brazil.html",
            "  wadi report --from 2026-03-10 --to 2026-03-11 --out tuesday.html --pdf"
        })
final class ReportCommand implements Callable<Integer> {

    private static final int USUAL_HOURS = 24;
    private static final Duration USUAL_RANGE = Duration.ofHours(USUAL_HOURS);

    @Option(
            names = "--out",
            paramLabel = "FILE",
            description = "The file to write; PDF if its name ends in .pdf. - means HTML on standard output"
                    + " (default: ${DEFAULT-VALUE}).")
    private String out = "report.html";

    @Option(
            names = "--last",
            paramLabel = "LENGTH",
            description =
                    "Length of the range, which ends now: a number and s, m, h or d (default: " + USUAL_HOURS + "h).")
    private String last;

    @Option(
            names = "--from",
            paramLabel = "TIME",
            description =
                    "Start of the range, such as 2026-03-10T08:00:00Z, 2026-03-10T08:00:00+01:00 or 2026-03-10 (the"
                            + " start of that day, UTC).")
    private String from;

    @Option(
            names = "--to",
            paramLabel = "TIME",
            description =
                    "End of the range, in the same formats; a date is the start of that day, which is not in the range"
                            + " (default: now).")
    private String to;

    @Option(
            names = "--filter",
            paramLabel = "FILTER",
            description = "Only flows that match, such as \"src.country = DE and protocol != TLS\" (docs/explore.md).")
    private String filter;

    @Option(names = "--pdf", description = "Also write a PDF with the same name beside the HTML file.")
    private boolean pdf;

    @Option(
            names = "--browser",
            paramLabel = "PROGRAM",
            description = "The Chromium-based browser that prints the PDF (default: the first one found).")
    private Path browser;

    @Option(names = "--force", description = "Overwrite existing files.")
    private boolean force;

    @Mixin
    private DatabaseOptions database;

    @Mixin
    private CommonOptions common;

    @Override
    public Integer call() throws Exception {
        Settings settings = common.settings();
        Instant now = Instant.now();
        // Wrong usage is said before a database starts.
        query(now, FlowDetail.of(settings));
        ReportFiles files = files();
        PdfPrinter printer = files.wantsPdf() ? printer() : null;
        Report report = database.with(settings, () -> read(settings, now));
        String html = ReportPage.html(report);
        files.writeHtml(html);
        if (printer != null) {
            files.writePdf(print(printer, html));
        }
        common.say(summary(report, files));
        return 0;
    }

    private FlowQuery query(Instant now, FlowDetail detail) {
        RangeText text = RangeText.of(last, from, to);
        try {
            FlowQuery all = FlowQuery.all(text.range(now, detail, USUAL_RANGE), QueryText.HIGHEST_LIMIT);
            return filter == null ? all : all.filtered(filter, now, detail);
        } catch (QueryException e) {
            throw common.misuse(e.getMessage().replaceFirst("^Parameter ", "Option --"));
        }
    }

    private ReportFiles files() {
        if (out.equals(ReportFiles.STANDARD_OUTPUT) && pdf) {
            throw common.misuse("--pdf needs a file's name: --out FILE");
        }
        ReportFiles files = new ReportFiles(out, pdf, force);
        files.check();
        return files;
    }

    /** Checks for a browser first, because without one there can be no PDF. */
    private PdfPrinter printer() {
        if (browser != null) {
            if (!browser.toFile().canExecute()) {
                throw new CommandException(
                        "There is no program " + browser + ": name a browser that prints PDF with --browser");
            }
            return new PdfPrinter(browser);
        }
        return new PdfPrinter(PdfPrinter.find(System.getenv().getOrDefault("PATH", ""))
                .orElseThrow(() -> new CommandException("No browser was found that prints PDF: install Chromium (on "
                        + "Debian: apt-get install chromium), give its path with --browser, or write HTML and print "
                        + "it yourself")));
    }

    private Report read(Settings settings, Instant now) {
        try (ReportDatabase stored = ReportDatabase.open(settings)) {
            FlowQuery query = query(now, stored.detail(settings));
            Report report = stored.read(query, version());
            if (report.packets() == 0) {
                String matching = filter == null ? "" : " that match the filter";
                throw new CommandException("No packets" + matching + " from "
                        + query.range().from() + " to " + query.range().to() + ": " + stored.extent());
            }
            return report;
        } catch (StartException e) {
            throw new CommandException(e.getMessage());
        }
    }

    private String version() {
        return common.version().replaceFirst(" \\(.*", "");
    }

    private static byte[] print(PdfPrinter printer, String html) throws InterruptedException {
        try {
            return printer.print(html);
        } catch (PdfException e) {
            throw new CommandException(e.getMessage());
        }
    }

    private static String summary(Report report, ReportFiles files) {
        return String.format(
                Locale.ROOT,
                "wadi: wrote %s: %,d packets from %s to %s",
                files,
                report.packets(),
                report.range().from(),
                report.range().to());
    }
}
