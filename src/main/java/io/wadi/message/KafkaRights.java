package io.wadi.message;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.DescribeClusterOptions;
import org.apache.kafka.clients.admin.DescribeConsumerGroupsOptions;
import org.apache.kafka.clients.admin.DescribeTopicsOptions;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.GroupIdNotFoundException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/**
 * Compares the rights in Kafka with those that stages need (KIP-430), so that a missing right is reported at the start.
 */
final class KafkaRights {

    private static final int ANSWER_SECONDS = 10;

    private final Admin admin;

    KafkaRights(Admin admin) {
        this.admin = admin;
    }

    /** Needed operations that are not allowed, one phrase each. */
    List<String> missing(KafkaNeeds needs) throws InterruptedException, ExecutionException, TimeoutException {
        List<String> missing = new ArrayList<>();
        var topics = admin.describeTopics(
                        needs.topics().keySet(), new DescribeTopicsOptions().includeAuthorizedOperations(true))
                .topicNameValues();
        for (var topic : topics.entrySet()) {
            Set<AclOperation> needed = needs.topics().get(topic.getKey());
            Set<AclOperation> allowed =
                    allowed(topic.getValue().thenApply(each -> each.authorizedOperations()), needed);
            needed.stream()
                    .filter(operation -> !allowed.contains(operation))
                    .forEach(operation -> missing.add(name(operation) + " on topic " + topic.getKey()));
        }
        if (!needs.groups().isEmpty() && !isAllowedEverything()) {
            missing.addAll(missingGroups(needs.groups()));
        }
        return missing;
    }

    private List<String> missingGroups(Set<String> needed)
            throws InterruptedException, ExecutionException, TimeoutException {
        List<String> missing = new ArrayList<>();
        var groups = admin.describeConsumerGroups(
                        needed, new DescribeConsumerGroupsOptions().includeAuthorizedOperations(true))
                .describedGroups();
        for (var group : groups.entrySet()) {
            Set<AclOperation> read = Set.of(AclOperation.READ);
            if (!allowed(group.getValue().thenApply(each -> each.authorizedOperations()), read)
                    .contains(AclOperation.READ)) {
                missing.add("Read on group " + group.getKey());
            }
        }
        return missing;
    }

    /**
     * Without an authorizer, groups are not checked: the first request for a group waits until Kafka's own topic
     * exists.
     */
    private boolean isAllowedEverything() throws InterruptedException, ExecutionException, TimeoutException {
        Set<AclOperation> allowed = admin.describeCluster(
                        new DescribeClusterOptions().includeAuthorizedOperations(true))
                .authorizedOperations()
                .get(ANSWER_SECONDS, TimeUnit.SECONDS);
        return allowed == null || allowed.contains(AclOperation.ALTER);
    }

    /** If a broker does not report rights, they are unknown. */
    private static Set<AclOperation> allowed(KafkaFuture<Set<AclOperation>> answer, Set<AclOperation> unknown)
            throws InterruptedException, ExecutionException, TimeoutException {
        try {
            Set<AclOperation> operations = answer.get(ANSWER_SECONDS, TimeUnit.SECONDS);
            return operations == null ? unknown : operations;
        } catch (ExecutionException e) {
            if (e.getCause() instanceof AuthorizationException) {
                return Set.of();
            }
            if (e.getCause() instanceof GroupIdNotFoundException
                    || e.getCause() instanceof UnknownTopicOrPartitionException) {
                return unknown;
            }
            throw e;
        }
    }

    static String name(AclOperation operation) {
        String name = operation.name();
        return name.charAt(0) + name.substring(1).toLowerCase(Locale.ROOT);
    }
}
