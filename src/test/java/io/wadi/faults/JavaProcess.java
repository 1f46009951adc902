package io.wadi.faults;

import io.wadi.testing.JavaCommand;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A process, by default a JVM that runs a class of this class path, which can be killed and restarted. */
final class JavaProcess implements AutoCloseable {

    private final ProcessBuilder builder;
    private volatile Process process;

    JavaProcess(Class<?> main, List<String> arguments, Path log) {
        this(small(main, arguments.toArray(String[]::new)), Map.of(), log);
    }

    /** A process of any command, with more in its environment. */
    JavaProcess(List<String> command, Map<String, String> environment, Path log) {
        builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        builder.environment().putAll(environment);
    }

    /** The command that runs a class in a JVM that is small and starts quickly. */
    static List<String> small(Class<?> main, String... arguments) {
        return JavaCommand.of(main, List.of("-Xmx400m", "-XX:TieredStopAtLevel=1"), arguments);
    }

    void start() throws IOException {
        process = builder.start();
    }

    /** SIGKILL: no shutdown hook, no flush, no farewell to the broker. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /** Whether it ends in time. */
    boolean waitFor(Duration atMost) throws InterruptedException {
        return process.waitFor(atMost.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Its exit status; 128 and the signal's number where one ended it. */
    int exitValue() {
        return process.exitValue();
    }

    /** SIGTERM, as a service manager stops a service. */
    void terminate() {
        process.destroy();
    }

    /** SIGSTOP or SIGCONT: a process that hangs, and comes back as if nothing had happened. */
    void signal(String name) throws IOException, InterruptedException {
        new ProcessBuilder("kill", "-" + name, String.valueOf(process.pid()))
                .start()
                .waitFor();
    }

    ProcessHandle handle() {
        return process.toHandle();
    }

    boolean isAlive() {
        return process.isAlive();
    }

    @Override
    public void close() throws InterruptedException {
        if (process != null) {
            kill();
        }
    }
}
