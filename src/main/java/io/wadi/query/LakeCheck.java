package io.wadi.query;

import io.wadi.database.Sql;
import io.wadi.lake.LakeFlows;
import io.wadi.lake.LakeFlows.Sums;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Compares the lake with the sums that the tables still have of the hours, or days, of a period. The lake may have begun
 * later, be behind, or have lost an address that was erased; then it would answer with too little.
 *
 * @param from start of the first hour or day
 * @param to end of the last one
 * @param unitSeconds length of an hour or day
 * @param stored what the tables have
 */
record LakeCheck(LakePeriod period, long from, long to, long unitSeconds, List<Stored> stored) {

    private static final Sql OF_HOURS = Sql.file("lake/sums-of-hours");
    private static final Sql OF_DAYS = Sql.file("lake/sums-of-days");
    private static final Logger LOG = LoggerFactory.getLogger(LakeCheck.class);
    private static final Sums NOTHING = new Sums(0, 0);

    /** Packets and bytes of the hour or day that starts then. */
    record Stored(long start, BigDecimal packets, BigDecimal bytes) {

        boolean isMoreThan(Sums sums) {
            return packets.compareTo(BigDecimal.valueOf(sums.packets())) > 0
                    || bytes.compareTo(BigDecimal.valueOf(sums.bytes())) > 0;
        }
    }

    /** Reads the sums, before the lake is read. */
    static LakeCheck of(LakePeriod period, FlowDetail detail, Instant now, JdbcClient database) {
        boolean hasHours = detail.finest(hour(period.from()), now) != Grain.DAY;
        long unit = (hasHours ? Grain.HOUR : Grain.DAY).seconds(detail.windowSeconds());
        long from = Math.floorDiv(period.from(), unit) * unit;
        long to = -Math.floorDiv(-period.to(), unit) * unit;
        List<Stored> stored = (hasHours ? OF_HOURS : OF_DAYS)
                .on(database, Map.of("from", from, "to", to))
                .query((row, number) ->
                        new Stored(row.getLong("start"), row.getBigDecimal("packets"), row.getBigDecimal("bytes")))
                .list();
        return new LakeCheck(period, from, to, unit, stored);
    }

    private static Instant hour(long second) {
        return Instant.ofEpochSecond(Math.floorDiv(second, 3_600L) * 3_600);
    }

    /**
     * Checks that the lake has at least as much.
     *
     * @throws QueryException if not, or if it has not what the question is about
     */
    void isComplete(LakeFlows lake) {
        if (period.needsConversations() && lake.hasPackets(period.from(), period.to())) {
            throw new QueryException(
                    "Round trips and retransmissions of packets are not in the lake, which has packets of this"
                            + " range: it has them only of flows that probes and exporters sent (topic flows)");
        }
        Map<Long, Sums> sums = lake.sums(from, to, unitSeconds);
        stored.stream()
                .filter(each -> each.isMoreThan(sums.getOrDefault(each.start(), NOTHING)))
                .findFirst()
                .ifPresent(each -> {
                    throw refusal(each, sums.getOrDefault(each.start(), NOTHING));
                });
    }

    /** The numbers are of all traffic, which not every user may know. */
    private QueryException refusal(Stored stored, Sums sums) {
        String time =
                Instant.ofEpochSecond(stored.start()) + " to " + Instant.ofEpochSecond(stored.start() + unitSeconds);
        LOG.warn(
                "A question was refused: from {} the lake has {} of {} packets and {} of {} bytes",
                time,
                sums.packets(),
                stored.packets().toBigInteger(),
                sums.bytes(),
                stored.bytes().toBigInteger());
        return new QueryException("Flows of this range are only in the lake, which has not all packets from " + time
                + ": it began later, is behind, or an address was erased; ask about another range");
    }
}
