package io.wadi.web;

import java.lang.management.ManagementFactory;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.MalformedObjectNameException;
import javax.management.ObjectName;

/** How many messages the consumers of this process have yet to read, from the Kafka clients' own metrics in JMX. */
final class KafkaLag {

    private static final ObjectName PARTITIONS;
    private static final Pattern CLIENT = Pattern.compile("consumer-(.+)-\\d+");

    static {
        try {
            PARTITIONS = new ObjectName(
                    "kafka.consumer:type=consumer-fetch-manager-metrics,client-id=*,topic=*,partition=*");
        } catch (MalformedObjectNameException e) {
            throw new IllegalStateException(e);
        }
    }

    private KafkaLag() {}

    /** Messages behind the end of the topic, by consumer group; no entry for a group that has fetched nothing yet. */
    static Map<String, Long> byConsumer() {
        MBeanServer server = ManagementFactory.getPlatformMBeanServer();
        Map<String, Long> lags = new TreeMap<>();
        for (ObjectName partition : server.queryNames(PARTITIONS, null)) {
            Matcher client = CLIENT.matcher(ObjectName.unquote(quoted(partition.getKeyProperty("client-id"))));
            double lag = lag(server, partition);
            if (client.matches() && !Double.isNaN(lag)) {
                lags.merge(client.group(1), (long) lag, Long::sum);
            }
        }
        return lags;
    }

    private static String quoted(String text) {
        return text.startsWith("\"") ? text : ObjectName.quote(text);
    }

    private static double lag(MBeanServer server, ObjectName partition) {
        try {
            return server.getAttribute(partition, "records-lag") instanceof Double lag ? lag : Double.NaN;
        } catch (JMException e) {
            return Double.NaN;
        }
    }
}
