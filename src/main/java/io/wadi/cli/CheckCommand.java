package io.wadi.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.wadi.deploy.CheckedFile;
import io.wadi.deploy.FolderCheck;
import io.wadi.deploy.RouteFile;
import io.wadi.deploy.RouteFileCheck;
import io.wadi.deploy.RouteProblem;
import io.wadi.deploy.Surroundings;
import io.wadi.failure.FileReason;
import io.wadi.pipeline.Stage;
import io.wadi.pipeline.WadiBeans;
import io.wadi.settings.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
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

    @Option(
            names = "--json",
            description = "Print one JSON object: the files, and their problems and warnings with file and line.")
    private boolean json;

    @Mixin
    private CommonOptions common;

    /** What {@code --json} prints. */
    private record Result(List<String> files, List<RouteProblem> problems, List<RouteProblem> warnings) {}

    private Set<String> absent = Set.of();

    private final Result result = new Result(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());

    @Override
    public Integer call() throws IOException {
        Settings settings = common.settings();
        if (paths.isEmpty()) {
            paths.add(RoutesFolder.of(settings));
        }
        FolderCheck check =
                new FolderCheck(new RouteFileCheck(Surroundings.expected(settings, WadiBeans.lent(settings))));
        absent = Stage.absentRoutes(settings);
        for (Path path : once()) {
            check(path, check);
        }
        if (json) {
            common.print(new ObjectMapper().writeValueAsString(result));
        }
        return result.problems().isEmpty() ? 0 : 1;
    }

    /** The paths without those that another one of them comprises. */
    private Collection<Path> once() {
        Map<Path, Path> places = new LinkedHashMap<>();
        for (Path path : paths) {
            if (path.toString().isEmpty()) {
                throw common.misuse("a path is empty; name a file or a folder");
            }
            places.putIfAbsent(path.toAbsolutePath().normalize(), path);
        }
        Set<Path> folders = places.keySet().stream().filter(Files::isDirectory).collect(Collectors.toSet());
        places.keySet().removeIf(place -> isListed(place) && folders.contains(place.getParent()));
        return places.values();
    }

    private static boolean isListed(Path file) {
        return RouteFile.isRouteFile(file) || RouteFile.isMisnamed(file);
    }

    /** Files in one folder must not define the same names; files on the command line are checked independently. */
    private void check(Path path, FolderCheck check) {
        Map<Path, List<RouteProblem>> problems = new LinkedHashMap<>();
        List<RouteFile> read = new ArrayList<>();
        for (Path file : listed(path)) {
            List<RouteProblem> found = new ArrayList<>();
            problems.put(file, found);
            if (!RouteFile.isRouteFile(file) && Files.exists(file)) {
                found.add(new RouteProblem(
                        file.toString(), 0, "is never deployed, because its name does not end in " + RouteFile.SUFFIX));
            }
            try {
                read.add(RouteFile.read(file));
            } catch (IOException e) {
                found.add(unreadable(file, e));
            }
        }
        List<CheckedFile> results = Files.isDirectory(path)
                ? check.together(read)
                : read.stream().map(check::alone).toList();
        Map<Path, CheckedFile> checked = new HashMap<>();
        results.forEach(result -> checked.put(result.file().path(), result));
        problems.forEach((file, found) -> report(file, checked.get(file), found));
    }

    private void report(Path path, CheckedFile checked, List<RouteProblem> problems) {
        if (checked != null) {
            checked.findings().forEach(found -> problems.add(found.in(path.toString())));
            checked.warnings().forEach(warning -> warn(warning.in(path.toString())));
            checked.names().routes().stream()
                    .filter(absent::contains)
                    .map(route ->
                            "shipped route " + route + " does not run with these settings, so Wadi ignores the file")
                    .forEach(reason -> warn(new RouteProblem(path.toString(), 0, reason)));
        }
        result.files().add(path.toString());
        result.problems().addAll(problems);
        problems.forEach(this::print);
        if (problems.isEmpty()) {
            print(RouteProblem.plain(path.toString()) + ": ok");
        }
    }

    private void warn(RouteProblem warning) {
        result.warnings().add(warning);
        print("warning: " + warning);
    }

    private List<Path> listed(Path path) {
        try {
            return files(path);
        } catch (IOException e) {
            RouteProblem unreadable = unreadable(path, e);
            result.problems().add(unreadable);
            print(unreadable);
            return List.of();
        }
    }

    private static RouteProblem unreadable(Path path, IOException failure) {
        return new RouteProblem(path.toString(), 0, "cannot be read: " + FileReason.of(failure));
    }

    private List<Path> files(Path path) throws IOException {
        if (!Files.isDirectory(path)) {
            return List.of(path);
        }
        try (Stream<Path> files = Files.list(path)) {
            List<Path> routes = files.filter(CheckCommand::isListed).sorted().toList();
            if (routes.isEmpty()) {
                warn(new RouteProblem(
                        path.toString(), 0, "no files *" + RouteFile.SUFFIX + ", so nothing in it is checked"));
            }
            return routes;
        }
    }

    private void print(Object line) {
        if (!json) {
            common.print(line.toString());
        }
    }
}
