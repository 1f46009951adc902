package io.wadi.cli;

import io.wadi.deploy.RouteFile;
import io.wadi.deploy.ShippedCopy;
import io.wadi.net.Nearest;
import io.wadi.pipeline.Stage;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code wadi override}: copies a shipped route, so that the user can edit it. */
@Command(
        name = "override",
        description =
                "Copies a shipped route into the folder of route files, where it replaces the shipped one. After an "
                        + "upgrade that changes the shipped route, 'check' and the log say so.",
        mixinStandardHelpOptions = true)
final class OverrideCommand implements Callable<Integer> {

    @Parameters(paramLabel = "ROUTE", arity = "0..1", description = "Id of the route. Without it, all ids are listed.")
    private String route;

    @Option(names = "--print", description = "Print the copy instead of writing a file.")
    private boolean print;

    @Mixin
    private CommonOptions common;

    @Override
    public Integer call() throws IOException {
        Path folder = RoutesFolder.of(common.settings());
        List<String> routes = Stage.routeFiles().stream()
                .filter(id -> ShippedCopy.of(id).isPresent())
                .toList();
        if (route == null) {
            routes.forEach(common::print);
            return 0;
        }
        if (!routes.contains(route)) {
            throw new CommandException("Wadi has no shipped route " + route
                    + Nearest.to(route, routes)
                            .map(near -> "; the nearest is " + near)
                            .orElse("") + ". './wadi override' lists all routes");
        }
        String text = ShippedCopy.of(route).orElseThrow();
        if (print) {
            common.print(text.stripTrailing());
        } else {
            write(Files.createDirectories(folder).resolve(route + RouteFile.SUFFIX), text);
        }
        return 0;
    }

    private void write(Path file, String text) throws IOException {
        try {
            Files.writeString(file, text, StandardOpenOption.CREATE_NEW);
        } catch (FileAlreadyExistsException e) {
            throw new CommandException(file + " exists already: delete it, or use --print");
        }
        common.print(file + ": edit it; a running Wadi deploys each change");
    }
}
