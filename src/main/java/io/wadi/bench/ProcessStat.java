package io.wadi.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;

/**
 * What Linux says about a process in {@code /proc/PID/stat} (proc(5)).
 *
 * @param own processor time of the process in seconds, in user and in kernel mode
 * @param waitedFor processor time of its ended children, and of theirs, that were waited for
 */
record ProcessStat(double own, double waitedFor) {

    /** USER_HZ, which is 100 on all architectures that have a JDK. */
    private static final double TICKS_PER_SECOND = 100;

    /** Position of utime behind the name, which may have spaces and parentheses itself. */
    private static final int USER_TIME = 11;

    private static final int KERNEL_TIME = 12;
    private static final int CHILDREN_USER_TIME = 13;
    private static final int CHILDREN_KERNEL_TIME = 14;

    static ProcessStat parse(String line) {
        String[] fields = line.substring(line.lastIndexOf(')') + 2).split(" ");
        return new ProcessStat(
                seconds(fields[USER_TIME], fields[KERNEL_TIME]),
                seconds(fields[CHILDREN_USER_TIME], fields[CHILDREN_KERNEL_TIME]));
    }

    private static double seconds(String user, String kernel) {
        return (Long.parseLong(user) + Long.parseLong(kernel)) / TICKS_PER_SECOND;
    }

    /** Reads it; empty if the process has ended, and on systems other than Linux. */
    static Optional<ProcessStat> of(ProcessHandle process) {
        try {
            return Optional.of(parse(Files.readString(Path.of("/proc", String.valueOf(process.pid()), "stat"))));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** Most memory that a process had, in bytes; empty if it has ended, and on systems other than Linux. */
    static OptionalLong mostResidentBytes(ProcessHandle process) {
        try (Stream<String> lines = Files.lines(Path.of("/proc", String.valueOf(process.pid()), "status"))) {
            return lines.filter(line -> line.startsWith("VmHWM:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) << 10)
                    .findFirst();
        } catch (IOException e) {
            return OptionalLong.empty();
        }
    }

    double total() {
        return own + waitedFor;
    }
}
