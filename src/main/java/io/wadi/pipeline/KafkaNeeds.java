package io.wadi.pipeline;

import io.wadi.settings.CaptureAt;
import io.wadi.settings.Settings;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.kafka.common.acl.AclOperation;

/**
 * What stages do in Kafka, and so must be allowed to do; docs/operations.md lists it for operators.
 *
 * @param topics operations by topic, without those that another of them implies
 * @param groups consumer groups, which they read
 */
record KafkaNeeds(Map<String, Set<AclOperation>> topics, Set<String> groups) {

    static KafkaNeeds of(Settings settings, Set<Stage> stages) {
        KafkaNeeds needs = new KafkaNeeds(new TreeMap<>(), new TreeSet<>());
        stages.stream().filter(Stage::needsKafka).forEach(stage -> needs.add(stage, settings));
        return needs;
    }

    private void add(Stage stage, Settings settings) {
        if (stage.needsDatabase()) {
            // The lag of all stores is watched wherever there is a database to compare with.
            CaptureAt.topics(settings).forEach(topic -> add(topic, AclOperation.DESCRIBE));
        }
        stage.consumers(settings).forEach((group, topic) -> {
            groups.add(group);
            add(topic, AclOperation.READ);
        });
        if (stage.stores()) {
            add(settings.get("wadi.topic.dead"), AclOperation.WRITE);
        }
        if (stage == Stage.DETECT) {
            add(settings.get("wadi.topic.alerts"), AclOperation.WRITE);
        }
        if (stage == Stage.CAPTURE) {
            boolean flows = CaptureAt.of(settings) == CaptureAt.FLOWS;
            add(settings.get(flows ? "wadi.topic.flows" : "wadi.topic"), AclOperation.WRITE);
        }
    }

    private void add(String topic, AclOperation operation) {
        Set<AclOperation> operations = topics.computeIfAbsent(topic, name -> EnumSet.of(operation));
        operations.add(operation);
        if (operations.size() > 1) {
            operations.remove(AclOperation.DESCRIBE);
        }
    }
}
