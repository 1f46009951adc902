package io.wadi.settings;

import static org.assertj.core.api.Assertions.assertThat;

import io.wadi.testing.Manifests;
import io.wadi.testing.Manifests.Pod;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The manifests for Kubernetes name settings that Wadi has, and give pods the rights that they need and no others. */
class ManifestsTest {

    private final Manifests manifests = Manifests.read(Path.of("packaging/kubernetes/wadi.yaml"));

    @Test
    void everyPartIsThere() {
        assertThat(manifests.names())
                .containsExactlyInAnyOrder(
                        "DaemonSet wadi-probe",
                        "Deployment wadi-stores",
                        "PodDisruptionBudget wadi-stores",
                        "NetworkPolicy wadi-stores",
                        "Deployment wadi-console",
                        "Service wadi-console",
                        "NetworkPolicy wadi-console");
    }

    @Test
    void wadiKnowsItsSettings() {
        for (Pod pod : manifests.pods()) {
            Settings settings = Settings.load();
            settings.readEnvironment(pod.environment());
            settings.check();
            assertThat(settings.text(KafkaSettings.BROKERS)).as(pod.name()).isEqualTo("kafka:9092");
        }
    }

    @Test
    void noPodMayDoMoreThanItMust() {
        for (Pod pod : manifests.pods()) {
            assertThat(pod.spec()).as(pod.name()).containsEntry("automountServiceAccountToken", false);
            assertThat(pod.security())
                    .as(pod.name())
                    .containsEntry("readOnlyRootFilesystem", true)
                    .containsEntry("allowPrivilegeEscalation", false);
            boolean captures = pod.name().equals("wadi-probe");
            assertThat(pod.security().get("capabilities"))
                    .as(pod.name())
                    .isEqualTo(
                            captures
                                    ? Map.of("drop", List.of("ALL"), "add", List.of("NET_RAW"))
                                    : Map.of("drop", List.of("ALL")));
            assertThat(pod.spec().containsKey("hostNetwork")).as(pod.name()).isEqualTo(captures);
        }
    }

    @Test
    void passwordsComeFromSecrets() {
        for (Pod pod : manifests.pods()) {
            assertThat(pod.secrets()).as(pod.name()).contains("WADI_HTTP_PASSWORD");
            assertThat(pod.environment().keySet()).as(pod.name()).noneMatch(name -> name.contains("PASSWORD"));
        }
    }

    @Test
    void theTextOfTheProbesIsInThePackage() {
        for (Pod pod : manifests.pods()) {
            assertThat(pod.healthCommands())
                    .as(pod.name())
                    .containsExactly(
                            "/opt/wadi/packaging/health.sh live",
                            "/opt/wadi/packaging/health.sh live",
                            "/opt/wadi/packaging/health.sh ready");
        }
        assertThat(Path.of("packaging/health.sh")).isExecutable();
    }
}
