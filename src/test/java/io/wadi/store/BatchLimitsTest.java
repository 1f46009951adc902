package io.wadi.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.wadi.message.Attempt;
import io.wadi.message.OffsetRange;
import io.wadi.message.StoreHeaders;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.SQLException;
import java.util.concurrent.RejectedExecutionException;
import java.util.stream.Stream;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;
import org.springframework.dao.DataIntegrityViolationException;

class BatchLimitsTest {

    private static final String GROUP = "wadi-store-flows";
    private static final TopicPartition PARTITION = new TopicPartition("packets", 3);

    private final StoreCounters counters = new StoreCounters();
    private final BatchLimits limits = new BatchLimits(counters);

    private static Exchange failed(long first, long next, long read, String state) {
        Exchange exchange = new DefaultExchange(new DefaultCamelContext());
        exchange.getMessage().setHeader(StoreHeaders.CONSUMER, GROUP);
        exchange.getMessage().setHeader(StoreHeaders.RANGE, new OffsetRange("packets", null, 3, first, next));
        exchange.getMessage().setHeader(StoreHeaders.READ, read);
        exchange.setProperty(
                Exchange.EXCEPTION_CAUGHT,
                new DataIntegrityViolationException(
                        "wrapped", new SQLException("ERROR: it cannot be\n  Where: there", state)));
        return exchange;
    }

    private String reasonAgainst(long offset) {
        return limits.attempt(GROUP, PARTITION, offset, true, () -> 1).reason();
    }

    @ParameterizedTest
    @ValueSource(strings = {"21000", "22003", "22P05", "23505", "23514", "54000"})
    void contentIsToBlameByItsClass(String state) {
        assertThat(limits.isContentFailure(failed(0, 10, 10, state))).isTrue();
        assertThat(limits.isContentFailure(failed(0, 10, 0, state)))
                .as("nothing was in it")
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"08006", "40001", "53100", "57014", "55P03", "42P01", "25006", ""})
    void whatPassesIsWaitedFor(String state) {
        assertThat(limits.isContentFailure(failed(0, 10, 10, state))).isFalse();
    }

    private boolean isContentFailure(Throwable failure, long read) {
        Exchange exchange = failed(0, 10, read, null);
        exchange.setProperty(Exchange.EXCEPTION_CAUGHT, failure);
        return limits.isContentFailure(exchange);
    }

    @Test
    void faultsOfTheCodeThatContentMeetsAreOfContent() {
        assertThat(Stream.of(
                        new NullPointerException(),
                        new NumberFormatException(),
                        new StringIndexOutOfBoundsException(),
                        new ArithmeticException(),
                        new ClassCastException(),
                        new StackOverflowError()))
                .allMatch(fault -> isContentFailure(fault, 1))
                .noneMatch(fault -> isContentFailure(fault, 0));
        limits.refuse(failedBy(new IllegalArgumentException("port 70000\nand more")));
        assertThat(reasonAgainst(0))
                .isEqualTo(
                        "it cannot be prepared for the database:" + " java.lang.IllegalArgumentException: port 70000");
    }

    private static Exchange failedBy(Throwable failure) {
        Exchange exchange = failed(0, 1, 1, null);
        exchange.setProperty(Exchange.EXCEPTION_CAUGHT, failure);
        return exchange;
    }

    /** Fails as a step of Wadi does. */
    public static final class WadisStep {

        public void fail() {
            Integer.parseInt("x");
        }
    }

    /** Users add other steps to copies of store routes. */
    @Test
    void failuresOfOtherStepsThanWadisAreNotOfContent() throws Exception {
        try (DefaultCamelContext camel = new DefaultCamelContext()) {
            camel.addRoutes(new RouteBuilder() {
                @Override
                public void configure() {
                    from("direct:thrown").throwException(NullPointerException.class, "mine");
                    from("direct:other").bean(Integer.class, "parseInt('x')");
                    from("direct:wadi").bean(WadisStep.class, "fail");
                }
            });
            camel.start();
            assertThat(isContentFailure(failure(camel, "direct:wadi"), 1)).isTrue();
            assertThat(isContentFailure(failure(camel, "direct:thrown"), 1)).isFalse();
            assertThat(failure(camel, "direct:other")).isInstanceOf(NumberFormatException.class);
            assertThat(isContentFailure(failure(camel, "direct:other"), 1)).isFalse();
        }
    }

    private static Throwable failure(DefaultCamelContext camel, String route) {
        return camel.createProducerTemplate().send(route, exchange -> {}).getException();
    }

    /** The virtual machine leaves out the stack of what occurs often. */
    @Test
    void aFailureWithoutAStackMayBeOfContent() {
        NullPointerException often = new NullPointerException();
        often.setStackTrace(new StackTraceElement[0]);
        assertThat(isContentFailure(often, 1)).isTrue();
    }

    @Test
    void otherFailuresAreNotOfContent() {
        assertThat(limits.isContentFailure(failed(0, 10, 10, null))).isFalse();
        assertThat(Stream.of(
                        new IllegalStateException("Pool closed"),
                        new BrokerAwayException("no answer", null),
                        new RejectedExecutionException(),
                        new UncheckedIOException(new IOException()),
                        new NoClassDefFoundError(),
                        new IllegalArgumentException(new SQLException("away", "08006"))))
                .noneMatch(failure -> isContentFailure(failure, 1));
    }

    @Test
    void halvesUntilOneMessageIsAloneAndNamesIt() {
        assertThat(limits.most(GROUP, PARTITION)).isEqualTo(Long.MAX_VALUE);
        for (long size = 1000; size > 1; size /= 2) {
            limits.refuse(failed(7, 7 + size, 1, "22003"));
            assertThat(limits.most(GROUP, PARTITION)).isEqualTo(size / 2);
            assertThat(reasonAgainst(7)).isNull();
            assertThat(limits.takeRewind(GROUP, PARTITION)).isTrue();
            assertThat(limits.takeRewind(GROUP, PARTITION)).isFalse();
        }
        limits.refuse(failed(7, 8, 1, "22003"));
        assertThat(reasonAgainst(8)).isNull();
        assertThat(reasonAgainst(7)).isEqualTo("the database rejects it (SQLSTATE 22003): ERROR: it cannot be");
        assertThat(counters.getRefusedBatches()).containsEntry(GROUP, 10L);
    }

    /** The next one may meet a fault before its offset is compared, again and again. */
    @Test
    void aRefusalOfWhatFollowsDoesNotDisturbTheSearchInARecord() {
        limits.refuse(failed(7, 8, 1, "22003"));
        Attempt first = limits.attempt(GROUP, PARTITION, 7, false, () -> 32);
        assertThat(first.isTrial()).isTrue();
        assertThat(limits.attempt(GROUP, PARTITION, 8, true, () -> 32)).isEqualTo(Attempt.ALL);
        limits.refuse(failed(8, 9, 1, "22003"));
        assertThat(limits.takeRewind(GROUP, PARTITION)).isTrue();
        assertThat(limits.attempt(GROUP, PARTITION, 7, false, () -> 32)).isEqualTo(first);
        limits.passed(GROUP, PARTITION, first);
        assertThat(limits.takeRewind(GROUP, PARTITION)).isTrue();
        assertThat(limits.attempt(GROUP, PARTITION, 7, false, () -> 32).packets())
                .isGreaterThan(first.packets());
    }

    @Test
    void aRecordThatAnotherProcessHasStoredIsSearchedNoMore() {
        limits.refuse(failed(7, 8, 1, "22003"));
        assertThat(limits.attempt(GROUP, PARTITION, 8, false, () -> 32)).isEqualTo(Attempt.ALL);
        limits.refuse(failed(8, 9, 1, "22003"));
        assertThat(limits.attempt(GROUP, PARTITION, 8, false, () -> 32).isTrial())
                .isTrue();
    }

    @Test
    void growsWithEachStoredBatchUntilThereIsNoLimit() {
        limits.refuse(failed(7, 8, 1, "22003"));
        limits.stored(GROUP, PARTITION);
        assertThat(reasonAgainst(7)).isNull();
        assertThat(limits.most(GROUP, PARTITION)).as("the next may be as bad").isEqualTo(1);
        for (long size = 2; size <= 1 << 16; size *= 2) {
            limits.stored(GROUP, PARTITION);
            assertThat(limits.most(GROUP, PARTITION)).isEqualTo(size);
        }
        limits.stored(GROUP, PARTITION);
        assertThat(limits.isSearching(GROUP, PARTITION)).isFalse();
    }

    @Test
    void aBatchThatIsTooSlowIsHalvedDownToOneMessageAndIsNeverToBlame() {
        for (long size = 1000; size > 1; size /= 2) {
            Exchange slow = failed(7, 7 + size, 1, "57014");
            assertThat(limits.isTooSlow(slow)).isTrue();
            limits.halve(slow);
            assertThat(limits.most(GROUP, PARTITION)).isEqualTo(size / 2);
            assertThat(reasonAgainst(7)).isNull();
            assertThat(limits.takeRewind(GROUP, PARTITION)).isTrue();
        }
        assertThat(limits.isTooSlow(failed(7, 8, 1, "57014")))
                .as("one message is waited for")
                .isFalse();
        assertThat(limits.isTooSlow(failed(7, 9, 1, "08006"))).isFalse();
        assertThat(counters.getSlowBatches()).containsEntry(GROUP, 9L);
        assertThat(counters.getRefusedBatches()).containsEntry(GROUP, 0L);
    }

    @Test
    void aPartitionThatIsBeingMadeIsWaitedForSomeTimes() {
        Exchange early = failedBy(new DataIntegrityViolationException("wrapped", refusal("traffic_default")));
        assertThat(limits.isMoment(early)).isTrue();
        early.getMessage().setHeader(Exchange.REDELIVERY_COUNTER, 4);
        assertThat(limits.isMoment(early)).isTrue();
        early.getMessage().setHeader(Exchange.REDELIVERY_COUNTER, 5);
        assertThat(limits.isMoment(early)).as("it ought to be over").isFalse();
        assertThat(limits.isContentFailure(early)).isFalse();
        assertThat(limits.isMoment(failedBy(refusal("traffic")))).isFalse();
        assertThat(limits.isMoment(failed(0, 1, 1, "23514"))).isFalse();
    }

    /** A refusal by a table, in the form of PostgreSQL's protocol ("Error and Notice Message Fields"). */
    private static PSQLException refusal(String table) {
        return new PSQLException(
                new ServerErrorMessage("SERROR\0C23514\0Mviolates partition constraint\0t" + table + "\0\0"));
    }

    @Test
    void aBatchThatWasTooSlowGrowsByATenth() {
        limits.halve(failed(0, 2000, 1, "57014"));
        limits.stored(GROUP, PARTITION);
        assertThat(limits.most(GROUP, PARTITION)).isEqualTo(1100);
        limits.halve(failed(0, 2, 1, "57014"));
        limits.stored(GROUP, PARTITION);
        assertThat(limits.most(GROUP, PARTITION)).isEqualTo(2);
        for (int batch = 0; batch < 200; batch++) {
            limits.stored(GROUP, PARTITION);
        }
        assertThat(limits.isSearching(GROUP, PARTITION)).isFalse();
    }

    @Test
    void partitionsAndConsumersAreApartAndForgottenOnRevocation() {
        limits.refuse(failed(7, 8, 1, "22003"));
        assertThat(limits.most("wadi-store-traffic", PARTITION)).isEqualTo(Long.MAX_VALUE);
        assertThat(limits.most(GROUP, new TopicPartition("packets", 4))).isEqualTo(Long.MAX_VALUE);
        limits.forget(GROUP, PARTITION);
        assertThat(limits.takeRewind(GROUP, PARTITION)).isFalse();
        assertThat(limits.isSearching(GROUP, PARTITION)).isFalse();
    }
}
