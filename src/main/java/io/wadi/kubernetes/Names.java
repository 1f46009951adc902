package io.wadi.kubernetes;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.LoadBalancerIngress;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.OwnerReference;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodIP;
import io.fabric8.kubernetes.api.model.Service;
import io.wadi.net.IpAddress;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** What the objects of a cluster say about addresses. */
final class Names {

    /** The longest text in the file of networks. */
    static final int LONGEST = 100;

    /** The addresses of such pods may belong to others already. */
    private static final Set<String> ENDED = Set.of("Succeeded", "Failed");

    private Names() {}

    /** The addresses of a pod: none while it has none, has ended, or is on the network of its node. */
    static List<NamedAddress> of(Pod pod) {
        if (pod.getStatus() == null
                || pod.getSpec() == null
                || Boolean.TRUE.equals(pod.getSpec().getHostNetwork())
                || ENDED.contains(pod.getStatus().getPhase())) {
            return List.of();
        }
        Stream<String> addresses = Stream.concat(
                Stream.ofNullable(pod.getStatus().getPodIP()),
                pod.getStatus().getPodIPs().stream().map(PodIP::getIp));
        return name(
                addresses,
                pod,
                "pod",
                workload(pod.getMetadata()),
                pod.getSpec().getNodeName());
    }

    /** The addresses of a service, inside and outside of the cluster. A headless one has none. */
    static List<NamedAddress> of(Service service) {
        if (service.getSpec() == null) {
            return List.of();
        }
        Stream<String> inside = Stream.concat(
                Stream.ofNullable(service.getSpec().getClusterIP()), service.getSpec().getClusterIPs().stream());
        Stream<String> outside = Stream.concat(service.getSpec().getExternalIPs().stream(), balancers(service));
        return name(
                Stream.concat(inside, outside),
                service,
                "service",
                service.getMetadata().getName(),
                null);
    }

    private static Stream<String> balancers(Service service) {
        return service.getStatus() == null || service.getStatus().getLoadBalancer() == null
                ? Stream.empty()
                : service.getStatus().getLoadBalancer().getIngress().stream().map(LoadBalancerIngress::getIp);
    }

    private static List<NamedAddress> name(
            Stream<String> addresses, HasMetadata object, String kind, String workload, String node) {
        String namespace = object.getMetadata().getNamespace();
        String name = cut(namespace + "/" + object.getMetadata().getName());
        String role = cut(namespace + "/" + workload);
        String tags = cut(kind + " " + namespace);
        String site = node == null ? "" : cut(node);
        return addresses
                .filter(Objects::nonNull)
                .distinct()
                .flatMap(text -> parse(text).stream())
                .map(address -> new NamedAddress(address, name, role, site, tags))
                .toList();
    }

    /** {@code None} and an empty text are no addresses. */
    private static Optional<IpAddress> parse(String text) {
        try {
            return Optional.of(IpAddress.parse(text));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** The controller of a pod; of the replica set of a deployment, the deployment. */
    private static String workload(ObjectMeta pod) {
        String owner = pod.getOwnerReferences().stream()
                .filter(reference -> Boolean.TRUE.equals(reference.getController()))
                .map(OwnerReference::getName)
                .findFirst()
                .orElse(pod.getName());
        String hash = pod.getLabels() == null ? null : pod.getLabels().get("pod-template-hash");
        return hash != null && owner.endsWith("-" + hash)
                ? owner.substring(0, owner.length() - hash.length() - 1)
                : owner;
    }

    private static String cut(String text) {
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST - 1) + "…";
    }
}
