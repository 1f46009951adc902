package io.wadi.store;

import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ConsumerGroupDescription;
import org.apache.kafka.clients.admin.DescribeConsumerGroupsOptions;
import org.apache.kafka.common.GroupState;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.errors.GroupIdNotFoundException;

/** Consumer groups that no process reads for. */
final class UnreadGroups {

    private static final Set<GroupState> UNREAD = Set.of(GroupState.EMPTY, GroupState.DEAD);

    private UnreadGroups() {}

    /** Those of these groups that have no member. A group that the broker says nothing about, as without the right, counts as read. */
    static Set<String> among(Set<String> groups, Admin admin, int answerMillis)
            throws InterruptedException, TimeoutException {
        Map<String, KafkaFuture<ConsumerGroupDescription>> asked = admin.describeConsumerGroups(
                        groups, new DescribeConsumerGroupsOptions().timeoutMs(answerMillis))
                .describedGroups();
        Set<String> unread = new HashSet<>();
        for (Map.Entry<String, KafkaFuture<ConsumerGroupDescription>> group : asked.entrySet()) {
            if (isUnread(group.getValue(), answerMillis)) {
                unread.add(group.getKey());
            }
        }
        return unread;
    }

    private static boolean isUnread(KafkaFuture<ConsumerGroupDescription> answer, int answerMillis)
            throws InterruptedException, TimeoutException {
        try {
            return UNREAD.contains(
                    answer.get(answerMillis, TimeUnit.MILLISECONDS).groupState());
        } catch (ExecutionException e) {
            return e.getCause() instanceof GroupIdNotFoundException;
        }
    }
}
