package io.wadi.pipeline;

import io.wadi.message.KafkaNeeds;
import io.wadi.settings.CaptureAt;
import io.wadi.settings.KafkaSettings;
import io.wadi.settings.NetflowSettings;
import io.wadi.settings.Settings;
import java.util.Set;
import org.apache.kafka.common.acl.AclOperation;

/** The operations of stages in Kafka. */
final class StageNeeds {

    private StageNeeds() {}

    static KafkaNeeds of(Settings settings, Set<Stage> stages) {
        KafkaNeeds needs = new KafkaNeeds();
        stages.stream().filter(Stage::needsKafka).forEach(stage -> add(needs, stage, settings));
        return needs;
    }

    private static void add(KafkaNeeds needs, Stage stage, Settings settings) {
        if (stage.needsDatabase()) {
            // Every process with a database measures the lag of all stores.
            CaptureAt.topics(settings).forEach(topic -> needs.add(topic, AclOperation.DESCRIBE));
        }
        stage.consumers(settings).forEach(needs::addConsumer);
        if (stage.stores()) {
            needs.add(settings.get(KafkaSettings.DEAD_TOPIC), AclOperation.WRITE);
        }
        if (stage == Stage.DETECT) {
            needs.add(settings.get(KafkaSettings.ALERTS_TOPIC), AclOperation.WRITE);
        }
        if (stage == Stage.CAPTURE) {
            needs.add(CaptureAt.topic(settings), AclOperation.WRITE);
        }
        if (stage == Stage.COLLECT) {
            needs.add(settings.get(KafkaSettings.FLOWS_TOPIC), AclOperation.WRITE);
            needs.add(settings.get(KafkaSettings.EXPORTERS_TOPIC), AclOperation.WRITE);
        }
        if (stage == Stage.STORE_FLOWS && settings.get(NetflowSettings.ENABLED)) {
            needs.addConsumer("wadi-store-exporter-minutes", settings.get(KafkaSettings.EXPORTERS_TOPIC));
        }
    }
}
