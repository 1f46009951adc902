package io.wadi.message;

import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.kafka.common.acl.AclOperation;

/**
 * The operations of a process in Kafka, and therefore the rights that it needs; docs/operations.md lists them for
 * operators.
 *
 * @param topics operations by topic, without those that other operations imply
 * @param groups consumer groups of the process
 */
public record KafkaNeeds(Map<String, Set<AclOperation>> topics, Set<String> groups) {

    /** Creates an empty set of needs. */
    public KafkaNeeds() {
        this(new TreeMap<>(), new TreeSet<>());
    }

    /** Adds a consumer group and its topic. */
    public void addConsumer(String group, String topic) {
        groups.add(group);
        add(topic, AclOperation.READ);
    }

    /** Adds an operation on a topic. */
    public void add(String topic, AclOperation operation) {
        Set<AclOperation> operations = topics.computeIfAbsent(topic, name -> EnumSet.of(operation));
        operations.add(operation);
        if (operations.size() > 1) {
            operations.remove(AclOperation.DESCRIBE);
        }
    }
}
