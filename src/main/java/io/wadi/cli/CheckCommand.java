package io.wadi.cli;

import io.wadi.deploy.CheckedFile;
import io.wadi.deploy.Names;
import io.wadi.deploy.RouteFile;
import io.wadi.deploy.RouteFileCheck;
import io.wadi.deploy.RouteProblem;
import io.wadi.deploy.Surroundings;
import io.wadi.failure.FileReason;
import io.wadi.pipeline.WadiBeans;
import io.wadi.settings.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code wadi check}: reports whether route files can be deployed. */
@Command(
        name = "check",
        description = "Checks route files without deploying them; needs neither Kafka nor PostgreSQL.",
        mixinStandardHelpOptions = true)
final class CheckCommand implements Callable<Integer> {

    @Parameters(
            paramLabel = "FILE or DIR",
            arity = "0..*",
            description = "Route files, or folders that hold route files. Default: the folder in setting "
                    + "wadi.routes.dir.")
    private List<Path> paths = new ArrayList<>();

    @Mixin
    private CommonOptions common;

    @Override
    public Integer call() throws IOException {
        Settings settings = common.settings();
        if (paths.isEmpty()) {
            paths.add(RoutesFolder.of(settings));
        }
        RouteFileCheck check = new RouteFileCheck(Surroundings.expected(settings, WadiBeans.lent(settings)));
        int bad = 0;
        for (Path path : paths) {
            bad += check(path, check);
        }
        return bad == 0 ? 0 : 1;
    }

    /** Files in one folder must not define the same names; files on the command line are checked independently. */
    private int check(Path path, RouteFileCheck check) throws IOException {
        List<Names> others = new ArrayList<>();
        int bad = 0;
        for (Path file : files(path)) {
            bad += check(file, check, others) ? 0 : 1;
        }
        return bad;
    }

    private boolean check(Path path, RouteFileCheck check, List<Names> others) {
        try {
            CheckedFile checked = check.check(RouteFile.read(path), others);
            others.add(checked.names());
            for (RouteProblem finding : checked.findings()) {
                common.print(new RouteProblem(path.toString(), finding.line(), finding.reason()).toString());
            }
            if (checked.findings().isEmpty()) {
                common.print(path + ": ok");
            }
            return checked.findings().isEmpty();
        } catch (IOException e) {
            common.print(path + ": cannot be read: " + FileReason.of(e));
            return false;
        }
    }

    private List<Path> files(Path path) throws IOException {
        if (!Files.isDirectory(path)) {
            return List.of(path);
        }
        try (Stream<Path> files = Files.list(path)) {
            List<Path> routes = files.filter(RouteFile::isRouteFile).sorted().toList();
            if (routes.isEmpty()) {
                common.print(path + ": no files *" + RouteFile.SUFFIX);
            }
            return routes;
        }
    }
}
