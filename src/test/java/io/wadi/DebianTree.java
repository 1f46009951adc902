package io.wadi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.wadi.Distribution.Said;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A minimal Debian with a Java runtime and libpcap, made by debootstrap. The archive of it is kept for a month in folder
 * {@code wadi} of the user's caches, because it takes half a minute to make.
 */
final class DebianTree {

    static final String SUITE = "bookworm";

    private static final Duration KEPT = Duration.ofDays(30);
    private static final String DEVICES = "mount --bind /dev \"$0/dev\" && mount -t proc proc \"$0/proc\"";

    private final Path root;

    private DebianTree(Path root) {
        this.root = root;
    }

    /** Skips the test where this machine cannot make such a tree. */
    static void assumePossible() throws Exception {
        assumeTrue(obstacle().isEmpty(), obstacle().orElse(""));
    }

    /** Why this machine cannot make such a tree, if so. */
    static Optional<String> obstacle() throws Exception {
        if (!Distribution.isCommand("debootstrap") && !Files.isExecutable(Path.of("/usr/sbin/debootstrap"))) {
            return Optional.of("there is no debootstrap (Debian package debootstrap)");
        }
        if (!say("id", "-u").text().strip().equals("0")) {
            return Optional.of("only root can make a Debian tree");
        }
        String tries = "mount -t tmpfs tmpfs /mnt && mkdir /mnt/proc && mount -t proc proc /mnt/proc"
                + " && mknod /mnt/null c 1 3 && : >/mnt/null";
        return say("unshare", "--mount", "--propagation", "private", "sh", "-c", tries)
                                .status()
                        == 0
                ? Optional.empty()
                : Optional.of("root may neither mount nor make devices here");
    }

    /** The archive. */
    static Path archive() throws Exception {
        Path caches = Optional.ofNullable(System.getenv("XDG_CACHE_HOME"))
                .filter(folder -> !folder.isEmpty())
                .map(Path::of)
                .orElse(Path.of(System.getProperty("user.home"), ".cache"));
        Path archive = Files.createDirectories(caches.resolve("wadi")).resolve("debian-" + SUITE + ".tar");
        if (!isRecent(archive)) {
            make(archive);
        }
        return archive;
    }

    private static boolean isRecent(Path archive) throws IOException {
        return Files.exists(archive)
                && Files.getLastModifiedTime(archive)
                                .compareTo(FileTime.from(Instant.now().minus(KEPT)))
                        > 0;
    }

    private static void make(Path archive) throws Exception {
        Path tree = Files.createTempDirectory(archive.getParent(), "debian");
        try {
            debootstrap(tree);
            run("chroot", tree.toString(), "apt-get", "clean");
            run(
                    "sh",
                    "-c",
                    "rm -rf \"$0\"/var/lib/apt/lists/* \"$0\"/usr/share/doc/* \"$0\"/usr/share/man/*",
                    tree.toString());
            Path next = archive.resolveSibling(archive.getFileName() + ".new");
            run("tar", "--create", "--file", next.toString(), "--one-file-system", "--directory", tree.toString(), ".");
            Files.move(next, archive, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            run("rm", "-rf", "--one-file-system", tree.toString());
        }
    }

    /** What has arrived is not fetched again. */
    private static void debootstrap(Path tree) throws Exception {
        String[] command = {
            "debootstrap", "--variant=minbase", "--include=openjdk-17-jre-headless,libpcap0.8", SUITE, tree.toString()
        };
        Said made = say(command);
        if (made.status() != 0) {
            made = say(command);
        }
        String fault = "debootstrap makes no Debian tree here: " + made.text();
        // A run of continuous integration that skips what it is there to check must not end green.
        assumeTrue(made.status() == 0 || Boolean.parseBoolean(System.getenv("CI")), fault);
        assertThat(made.status()).as(fault).isZero();
    }

    /** Unpacks the archive into a folder that is not there yet. */
    static DebianTree unpack(Path root) throws Exception {
        Files.createDirectory(root);
        run("tar", "--extract", "--file", archive().toString(), "--directory", root.toString());
        // The folder that became the archive was for its owner alone.
        run("chmod", "755", root.toString());
        return new DebianTree(root);
    }

    /** A folder with the root directory of a system. */
    static DebianTree of(Path root) {
        return new DebianTree(root);
    }

    /** Deletes it. It is full of links to the outside, for each of which JUnit would write a warning. */
    void delete() throws Exception {
        run("rm", "-rf", "--one-file-system", root.toString());
    }

    Path path(String absolute) {
        return root.resolve(absolute.substring(1));
    }

    /** Runs a command in it, as root. It sees this machine's devices and network; what it mounts ends with it. */
    Said run(List<String> command) throws Exception {
        return Distribution.say(prepare(DEVICES, List.of(), command));
    }

    /** What runs a command in it as an ordinary user in the user's home, with the environment that a login has. */
    ProcessBuilder as(String user, List<String> command) {
        List<String> inHome = new ArrayList<>(List.of("HOME=/home/" + user, "env", "--chdir=/home/" + user));
        inHome.addAll(command);
        return prepare(DEVICES, List.of("--userspec=" + user), inHome);
    }

    /** Runs a command in it while only {@code /tmp} and Wadi's home can be written. */
    Said runReadOnly(String user, List<String> command) throws Exception {
        return Distribution.say(readOnly(user, command));
    }

    /** What runs a command in it while only {@code /tmp} and Wadi's home can be written. */
    ProcessBuilder readOnly(String user, List<String> command) {
        String mounts = "mount --bind \"$0\" \"$0\" && mount -o remount,bind,ro \"$0\" && " + DEVICES
                + " && mount -t tmpfs tmpfs \"$0/tmp\""
                + " && mount -t tmpfs tmpfs \"$0/var/lib/wadi\" && chmod 1777 \"$0/var/lib/wadi\"";
        return prepare(mounts, List.of("--userspec=" + user), command);
    }

    private ProcessBuilder prepare(String mounts, List<String> chroot, List<String> command) {
        List<String> whole = new ArrayList<>(List.of(
                "unshare",
                "--mount",
                "--propagation",
                "private",
                "sh",
                "-c",
                mounts + " && exec chroot \"$@\"",
                root.toString()));
        whole.addAll(chroot);
        whole.add(root.toString());
        whole.addAll(
                List.of("/usr/bin/env", "-i", "PATH=/usr/sbin:/usr/bin:/sbin:/bin", "DEBIAN_FRONTEND=noninteractive"));
        whole.addAll(command);
        return prepare(whole);
    }

    /** Whether this machine can mount a file system so; it is gone afterwards. */
    static boolean mounts(String type, String options, Path at) throws Exception {
        return say("unshare", "--mount", "mount", "-t", type, "-o", options, type, at.toString())
                        .status()
                == 0;
    }

    /** Runs a command of this machine, which must succeed. */
    static String run(String... command) throws Exception {
        Said said = say(command);
        assertThat(said.status()).as("%s: %s", List.of(command), said.text()).isZero();
        return said.text();
    }

    private static Said say(String... command) throws Exception {
        return Distribution.say(prepare(List.of(command)));
    }

    private static ProcessBuilder prepare(List<String> command) {
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().put("PATH", System.getenv("PATH") + ":/usr/sbin:/sbin");
        return builder;
    }
}
