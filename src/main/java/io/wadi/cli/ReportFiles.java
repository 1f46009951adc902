package io.wadi.cli;

import io.wadi.failure.FileReason;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The output of a report: an HTML file, a PDF file, or both; or HTML on standard output. */
final class ReportFiles {

    static final String STANDARD_OUTPUT = "-";

    private final boolean isStandardOutput;
    private final Path html;
    private final Path pdf;
    private final boolean force;

    /**
     * Determines the files.
     *
     * @param out name of a file, PDF if it ends in .pdf; - for standard output
     * @param withPdf whether to write a PDF beside the HTML file
     * @param force whether existing files may be overwritten
     */
    ReportFiles(String out, boolean withPdf, boolean force) {
        boolean isPdf = out.toLowerCase(Locale.ROOT).endsWith(".pdf");
        this.isStandardOutput = out.equals(STANDARD_OUTPUT);
        this.html = isStandardOutput || isPdf ? null : Path.of(out);
        this.pdf = isPdf ? Path.of(out) : withPdf ? Path.of(out.replaceFirst("(?i)\\.html?$", "") + ".pdf") : null;
        this.force = force;
    }

    boolean wantsPdf() {
        return pdf != null;
    }

    private Stream<Path> all() {
        return Stream.of(html, pdf).filter(file -> file != null);
    }

    /** Finds errors before the report is made, not after it. */
    void check() {
        all().forEach(file -> {
            Path folder = file.toAbsolutePath().getParent();
            if (Files.isDirectory(file)) {
                throw new CommandException("Cannot write " + file + ": it is a directory");
            }
            if (Files.exists(file) && !force) {
                throw new CommandException(file + " exists: use --force to overwrite it, or choose another name");
            }
            if (!Files.isDirectory(folder)) {
                throw new CommandException("Cannot write " + file + ": create its directory first");
            }
            if (!Files.isWritable(folder)) {
                throw new CommandException("Cannot write " + file + ": permission denied");
            }
        });
    }

    /** Writes the HTML file, if wanted. */
    void writeHtml(String page) {
        byte[] bytes = page.getBytes(StandardCharsets.UTF_8);
        if (isStandardOutput) {
            print(bytes);
        } else if (html != null) {
            write(html, bytes);
        }
    }

    void writePdf(byte[] bytes) {
        write(pdf, bytes);
    }

    /** Writes by the file descriptor of standard output, because a {@code PrintStream} hides errors. It stays open. */
    private static void print(byte[] bytes) {
        try {
            new FileOutputStream(FileDescriptor.out).write(bytes);
        } catch (IOException e) {
            throw StandardOutput.lost(e);
        }
    }

    /** Replaces the file as a whole, so that readers never see a partial one. */
    private static void write(Path file, byte[] bytes) {
        Path unfinished = file.resolveSibling(file.getFileName() + ".part");
        try {
            Files.write(unfinished, bytes);
            Files.move(unfinished, file, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            unfinished.toFile().delete();
            throw new CommandException("Cannot write " + file + ": " + FileReason.of(e));
        }
    }

    @Override
    public String toString() {
        return isStandardOutput ? "standard output" : all().map(Path::toString).collect(Collectors.joining(" and "));
    }
}
