package io.wadi.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.jdkhttp.JdkHttpClientFactory;
import io.fabric8.kubernetes.client.server.mock.KubernetesCrudDispatcher;
import io.fabric8.kubernetes.client.server.mock.KubernetesMockServer;
import io.fabric8.mockwebserver.Context;
import io.fabric8.mockwebserver.MockWebServer;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Against the mock server of the client's project. */
class ClusterNamesTest {

    private static final String HEADER = "network,name,role,site,tags";
    private static final String SERVICE = "10.96.0.10,shop/web,shop/web,,service shop";

    /** It would report each request. */
    private static final Logger SERVER_LOG = Logger.getLogger(MockWebServer.class.getName());

    @TempDir
    private Path folder;

    private KubernetesMockServer server;

    @AfterEach
    void stop() {
        if (server != null) {
            server.destroy();
        }
    }

    private KubernetesClient serve(KubernetesMockServer answering) {
        SERVER_LOG.setLevel(Level.WARNING);
        server = answering;
        server.init();
        return server.createClient(new JdkHttpClientFactory());
    }

    private KubernetesClient cluster() {
        return serve(crud());
    }

    private static KubernetesMockServer crud() {
        return new KubernetesMockServer(
                new Context(), new MockWebServer(), new HashMap<>(), new KubernetesCrudDispatcher(), false);
    }

    private Path file() {
        return folder.resolve("networks.csv");
    }

    private List<String> lines() throws IOException {
        return Files.readAllLines(file());
    }

    private static Pod pod(String name, String... addresses) {
        PodBuilder pod = new PodBuilder()
                .withNewMetadata()
                .withNamespace("shop")
                .withName(name)
                .addToLabels("pod-template-hash", "5d8c")
                .addNewOwnerReference()
                .withKind("ReplicaSet")
                .withName("web-5d8c")
                .withController(true)
                .endOwnerReference()
                .endMetadata()
                .withNewSpec()
                .withNodeName("node-1")
                .endSpec()
                .withNewStatus()
                .withPhase("Running")
                .endStatus();
        for (String address : addresses) {
            pod.editStatus().withPodIP(addresses[0]).addNewPodIP(address).endStatus();
        }
        return pod.build();
    }

    private static Service service(String name, String address) {
        return new ServiceBuilder()
                .withNewMetadata()
                .withNamespace("shop")
                .withName(name)
                .endMetadata()
                .withNewSpec()
                .withClusterIP(address)
                .endSpec()
                .build();
    }

    @Test
    void theFileNamesWhatThereIs() throws Exception {
        KubernetesClient client = cluster();
        client.resource(pod("web-5d8c-x", "10.1.2.3", "2001:db8::3")).create();
        client.resource(pod("web-5d8c-waits")).create();
        client.resource(service("web", "10.96.0.10")).create();
        client.resource(service("headless", "None")).create();

        try (ClusterNames names = new ClusterNames(file(), client)) {
            assertThat(names.start()).isEqualTo(3);
        }

        assertThat(lines())
                .containsExactly(
                        HEADER,
                        SERVICE,
                        "10.1.2.3,shop/web-5d8c-x,shop/web,node-1,pod shop",
                        "2001:db8::3,shop/web-5d8c-x,shop/web,node-1,pod shop");
        assertThat(folder).isDirectoryNotContaining("glob:**.new");
    }

    /** The client knows all objects before it has told of the last one, the more so if its threads have much to do. */
    @Test
    void theFirstFileIsComplete() throws Exception {
        KubernetesClient client = cluster();
        int services = 20;
        for (int i = 1; i <= services; i++) {
            client.resource(service("web" + i, "10.96.0." + i)).create();
        }
        KubernetesClient late = new KubernetesClientBuilder()
                .withConfig(client.getConfiguration())
                .withTaskExecutor(CompletableFuture.delayedExecutor(20, TimeUnit.MILLISECONDS))
                .build();
        try (ClusterNames names = new ClusterNames(file(), late)) {
            assertThat(names.start()).isEqualTo(services);
        }
    }

    @Test
    void theFileFollowsTheCluster() throws Exception {
        KubernetesClient client = cluster();
        client.resource(service("web", "10.96.0.10")).create();
        try (ClusterNames names = new ClusterNames(file(), client)) {
            names.start();
            assertThat(lines()).containsExactly(HEADER, SERVICE);
            names.keep(1);
            client.resource(pod("web-5d8c-x", "10.1.2.3")).create();
            await().untilAsserted(() -> assertThat(lines()).hasSize(3).contains(SERVICE));

            Pod ended = pod("web-5d8c-x", "10.1.2.3");
            ended.getStatus().setPhase("Failed");
            client.resource(ended).updateStatus();
            await().untilAsserted(() -> assertThat(lines()).containsExactly(HEADER, SERVICE));

            client.services().inNamespace("shop").withName("web").delete();
            await().untilAsserted(() -> assertThat(lines()).containsExactly(HEADER));
        }
    }

    @Test
    void aWatchThatBreaksIsResumed() throws Exception {
        KubernetesClient client = cluster();
        client.resource(service("web", "10.96.0.10")).create();
        int port = server.getPort();
        try (ClusterNames names = new ClusterNames(file(), client)) {
            names.start();
            names.keep(1);
            server.destroy();
            server = crud();
            server.init(InetAddress.getByName("localhost"), port);
            assertThat(lines()).as("names of an API that is away").containsExactly(HEADER, SERVICE);

            try (KubernetesClient other = server.createClient(new JdkHttpClientFactory())) {
                other.resource(pod("web-5d8c-x", "10.1.2.3")).create();
            }

            await().atMost(Duration.ofMinutes(1)).untilAsserted(() -> assertThat(lines())
                    .contains("10.1.2.3,shop/web-5d8c-x,shop/web,node-1,pod shop"));
        }
    }

    @Test
    void anAccountWithoutTheRightIsRefusedInOneSentence() {
        KubernetesClient client = serve(new KubernetesMockServer(false));
        server.expect()
                .get()
                .withPath("/api/v1/pods?limit=500")
                .andReturn(403, "{}")
                .always();
        try (ClusterNames names = new ClusterNames(file(), client)) {
            assertThatThrownBy(names::start)
                    .isInstanceOf(KubernetesException.class)
                    .hasMessageContaining("refuses to list pods (HTTP 403)")
                    .hasMessageContaining("the right to list and watch pods and services");
        }
        assertThat(file()).doesNotExist();
    }

    @Test
    void aClusterThatIsAwayIsReportedInOneSentence() {
        KubernetesClient client = cluster();
        server.shutdown();
        client.getConfiguration().setRequestRetryBackoffLimit(0);
        try (ClusterNames names = new ClusterNames(file(), client)) {
            assertThatThrownBy(names::start)
                    .isInstanceOf(KubernetesException.class)
                    .hasMessageContaining("does not answer");
        }
        assertThat(file()).doesNotExist();
    }
}
