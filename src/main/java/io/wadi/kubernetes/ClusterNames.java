package io.wadi.kubernetes;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.Informable;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import io.fabric8.kubernetes.client.informers.cache.ReducedStateItemStore;
import io.wadi.failure.RepeatedTask;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;

/**
 * Watches the pods and services of a cluster and keeps a file with the names of their addresses. Of each object only the names
 * stay in memory. A watch that breaks is resumed by the client, with back-off; the file stays meanwhile.
 */
public final class ClusterNames implements AutoCloseable {

    /** The API lists this many objects at a time, so that an answer does not grow with the cluster. */
    private static final long PAGE = 500;

    /** Then a first call that fails is reported within seconds. */
    private static final int RETRIES = 3;

    private final KubernetesClient client;
    private final NetworksFile file;
    private final Map<String, List<NamedAddress>> names = new ConcurrentHashMap<>();
    private final AtomicBoolean isChanged = new AtomicBoolean();
    private final ScheduledExecutorService writer = Executors.newSingleThreadScheduledExecutor();

    /** The cluster of the service account (in a pod) or of the kubeconfig. Nothing is asked yet. */
    public ClusterNames(Path file) {
        this(
                file,
                new KubernetesClientBuilder()
                        .withConfig(new ConfigBuilder(Config.autoConfigure(null))
                                .withRequestRetryBackoffLimit(RETRIES)
                                .build())
                        .build());
    }

    ClusterNames(Path file, KubernetesClient client) {
        this.file = new NetworksFile(file);
        this.client = client;
    }

    /**
     * Begins to watch, and writes the file for the first time.
     *
     * @return the number of addresses in it
     * @throws KubernetesException if the API refuses or does not answer, or the file cannot be written
     */
    public int start() {
        watch("pods", client.pods().inAnyNamespace(), Pod.class, Names::of);
        watch("services", client.services().inAnyNamespace(), Service.class, Names::of);
        isChanged.set(false);
        return write();
    }

    /** Writes the file when names have changed, at most once in each period. */
    public void keep(int periodSeconds) {
        RepeatedTask task = new RepeatedTask("Writing the names of pods and services", this::writeIfChanged);
        writer.scheduleWithFixedDelay(task, periodSeconds, periodSeconds, TimeUnit.SECONDS);
    }

    private <T extends HasMetadata> void watch(
            String kind, Informable<T> objects, Class<T> type, Function<T, List<NamedAddress>> namesOf) {
        SharedIndexInformer<T> informer = objects.withLimit(PAGE).runnableInformer(0);
        informer.removeNamespaceIndex();
        informer.itemStore(new ReducedStateItemStore<>(
                ReducedStateItemStore.UID_KEY_STATE, type, client.getKubernetesSerialization()));
        Handler<T> handler = new Handler<>(namesOf);
        informer.addEventHandler(handler);
        informer.exceptionHandler((hasStarted, failure) -> hasStarted);
        try {
            // The informer knows all objects before its handler does, which has a thread of its own.
            informer.start()
                    .toCompletableFuture()
                    .thenCompose(started -> handler.listed)
                    .join();
        } catch (CompletionException e) {
            throw new KubernetesException(refusal(kind, e.getCause()), e);
        }
    }

    private String refusal(String kind, Throwable cause) {
        String api = "The Kubernetes API at " + client.getMasterUrl();
        if (cause instanceof KubernetesClientException answer && answer.getCode() > 0) {
            return api + " refuses to list " + kind + " (HTTP " + answer.getCode()
                    + "): the account needs the right to list and watch pods and services";
        }
        return api + " does not answer; outside of a cluster, KUBECONFIG names the file that knows one";
    }

    private void writeIfChanged() {
        if (isChanged.getAndSet(false)) {
            try {
                write();
            } catch (KubernetesException e) {
                isChanged.set(true);
                throw e;
            }
        }
    }

    private int write() {
        return file.write(names.values().stream().flatMap(Collection::stream).toList());
    }

    @Override
    public void close() {
        writer.shutdownNow();
        client.close();
    }

    /** Notes the names of one kind of objects. */
    private final class Handler<T extends HasMetadata> implements ResourceEventHandler<T> {

        private final Function<T, List<NamedAddress>> namesOf;
        private final CompletableFuture<Void> listed = new CompletableFuture<>();

        Handler(Function<T, List<NamedAddress>> namesOf) {
            this.namesOf = namesOf;
        }

        @Override
        public void onAdd(T object) {
            List<NamedAddress> now = namesOf.apply(object);
            List<NamedAddress> before = now.isEmpty() ? names.remove(key(object)) : names.put(key(object), now);
            if (!now.equals(before) && !(now.isEmpty() && before == null)) {
                isChanged.set(true);
            }
        }

        @Override
        public void onList(String resourceVersion, boolean remainedEmpty) {
            listed.complete(null);
        }

        @Override
        public void onUpdate(T before, T now) {
            onAdd(now);
        }

        @Override
        public void onDelete(T object, boolean isStateUnknown) {
            if (names.remove(key(object)) != null) {
                isChanged.set(true);
            }
        }

        private static String key(HasMetadata object) {
            return object.getMetadata().getUid();
        }
    }
}
