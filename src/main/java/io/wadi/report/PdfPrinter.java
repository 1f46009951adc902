package io.wadi.report;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.springframework.util.FileSystemUtils;

/** Prints a page with a browser of the Chromium family. */
public final class PdfPrinter {

    private static final List<String> NAMES =
            List.of("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "microsoft-edge");
    private static final List<Path> ELSEWHERE = List.of(
            Path.of("/Applications/Google Chrome.app/Contents/MacOS/Google Chrome"),
            Path.of("/Applications/Chromium.app/Contents/MacOS/Chromium"),
            Path.of("/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge"));
    private static final long PATIENCE_SECONDS = 60;

    private final Path browser;

    /** Creates a printer that uses this browser. */
    public PdfPrinter(Path browser) {
        this.browser = browser;
    }

    /**
     * Finds a browser on this machine.
     *
     * @param path folders to search, in the format of the variable PATH
     */
    public static Optional<Path> find(String path) {
        Stream<Path> named = Arrays.stream(path.split(File.pathSeparator))
                .filter(folder -> !folder.isBlank())
                .flatMap(folder -> NAMES.stream().map(Path.of(folder)::resolve));
        return Stream.concat(named, ELSEWHERE.stream())
                .filter(Files::isExecutable)
                .filter(Files::isRegularFile)
                .findFirst();
    }

    /**
     * Prints a page and returns the PDF file.
     *
     * @throws PdfException if the browser fails or does not end
     */
    public byte[] print(String html) throws PdfException, InterruptedException {
        Path folder = null;
        try {
            folder = Files.createTempDirectory("wadi-report");
            Path page = Files.writeString(folder.resolve("report.html"), html);
            Path pdf = folder.resolve("report.pdf");
            run(folder, page, pdf);
            return Files.readAllBytes(pdf);
        } catch (IOException e) {
            throw new PdfException(browser + " cannot print: " + e.getMessage());
        } finally {
            delete(folder);
        }
    }

    private void run(Path folder, Path page, Path pdf) throws IOException, InterruptedException, PdfException {
        Path log = folder.resolve("log");
        Process process = new ProcessBuilder(command(folder, page, pdf))
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        try {
            if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                throw new PdfException(browser + " did not print within " + PATIENCE_SECONDS + " seconds");
            }
        } finally {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
        if (process.exitValue() != 0 || !Files.exists(pdf)) {
            throw new PdfException(browser + " did not print the report: " + lastLine(log));
        }
    }

    private List<String> command(Path folder, Path page, Path pdf) {
        List<String> command = new ArrayList<>(List.of(
                browser.toString(),
                "--headless",
                "--disable-gpu",
                "--disable-background-networking",
                "--no-first-run",
                "--no-pdf-header-footer",
                "--user-data-dir=" + folder.resolve("profile"),
                "--print-to-pdf=" + pdf,
                page.toUri().toString()));
        if (System.getProperty("user.name").equals("root")) {
            // Chromium has no sandbox for root. The page runs only scripts that its policy names by hash.
            command.add(1, "--no-sandbox");
        }
        return command;
    }

    private static String lastLine(Path log) throws IOException {
        List<String> lines = Files.readAllLines(log);
        return lines.isEmpty() ? "it gives no reason" : lines.get(lines.size() - 1);
    }

    /** Files that cannot be deleted stay in the temporary folder. */
    private static void delete(Path folder) {
        try {
            FileSystemUtils.deleteRecursively(folder);
        } catch (IOException e) {
            folder.toFile().deleteOnExit();
        }
    }
}
