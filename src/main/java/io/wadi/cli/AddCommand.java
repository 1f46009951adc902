package io.wadi.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code wadi add}: installs further Camel components for the routes of {@code routes.d}, and libraries for the lake. */
@Command(
        name = "add",
        description =
                "Downloads Camel components and other libraries with their dependencies into the folder lib beside the"
                        + " launcher.",
        mixinStandardHelpOptions = true)
final class AddCommand implements Callable<Integer> {

    @Parameters(
            paramLabel = "COMPONENT",
            arity = "0..*",
            description =
                    "Artifact names such as camel-aws2-s3, whose prefix camel- is optional; or duckdb or s3, for the"
                            + " lake.")
    private List<String> components = new ArrayList<>();

    @Option(names = "--list", description = "List all components. A + marks those that are already on the class path.")
    private boolean list;

    @Option(names = "--verbose", description = "Print the stack traces of errors.")
    private boolean verbose;

    @Mixin
    private Terminal terminal;

    private final Supplier<ClassPathJars> classPath;

    AddCommand() {
        this(ClassPathJars::here);
    }

    /** For tests with another class path. */
    AddCommand(Supplier<ClassPathJars> classPath) {
        this.classPath = classPath;
    }

    /** Only here is the catalog opened: every start of Wadi creates all commands. */
    @Override
    public Integer call() throws IOException, InterruptedException {
        CamelArtifacts artifacts = new CamelArtifacts();
        ClassPathJars present = classPath.get();
        if (list) {
            artifacts
                    .all()
                    .forEach((name, title) ->
                            terminal.print((present.has(name) ? "+ " : "  ") + String.format("%-34s %s", name, title)));
            return 0;
        }
        if (components.isEmpty()) {
            throw terminal.misuse("Name a component, or use --list.");
        }
        List<String> wanted =
                components.stream().map(artifacts::named).distinct().toList();
        for (String name : wanted) {
            requireSameVersion(name, present.version(name).orElse(artifacts.version()), artifacts.version());
        }
        List<String> missing =
                wanted.stream().filter(name -> !present.has(name)).toList();
        wanted.stream().filter(present::has).forEach(name -> terminal.print(name + " is already on the class path"));
        if (!missing.isEmpty()) {
            fetch(missing, artifacts.version(), present);
        }
        return 0;
    }

    /** Old jars on the class path would be used with the new Camel. */
    private static void requireSameVersion(String name, String present, String needed) {
        if (!present.equals(needed)) {
            throw new CommandException(name + " " + present + " on the class path is not of Camel " + needed
                    + ": remove what was added from lib, then add it again");
        }
    }

    private void fetch(List<String> missing, String version, ClassPathJars present)
            throws IOException, InterruptedException {
        Path lib = Path.of(System.getProperty("wadi.home", "")).resolve("lib").toAbsolutePath();
        List<String> copied = new MavenFetch(version, present).fetch(missing, lib);
        copied.forEach(jar -> terminal.print(lib.resolve(jar).toString()));
        terminal.print(String.join(", ", missing) + ": " + copied.size() + " jars copied; restart Wadi to use "
                + (missing.size() == 1 ? "it" : "them"));
    }
}
