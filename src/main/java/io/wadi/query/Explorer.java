package io.wadi.query;

import io.wadi.filter.FlowField;
import io.wadi.lake.LakePlace;
import io.wadi.lake.LakeWork;
import io.wadi.settings.Settings;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Answers questions from the stored flows, and from those of the lake. Thread-safe. */
public final class Explorer {

    /** Longest time to read the lake for a question. */
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final JdbcClient database;
    private final LakeAnswers lake;

    /**
     * Reads from a database and a lake.
     *
     * @param place the lake, for questions whose flows the database no longer has
     */
    public Explorer(DataSource database, LakePlace place, Settings settings, Clock clock) {
        this.database = JdbcClient.create(database);
        lake = new LakeAnswers(database, place, settings, clock);
    }

    /** Work on the lake for one question, which its user may cancel. */
    public static LakeWork work() {
        return new LakeWork(PATIENCE);
    }

    /**
     * Answers a question.
     *
     * @param work ends early if nobody waits for the answer any longer
     * @throws QueryException with a sentence, if only the lake may have the flows, and has not all, or too many
     * @throws LakeAwayException with a sentence, if only the lake has the flows, and cannot be read now
     */
    public Findings answer(Question question, LakeWork work) {
        return question.tablesFrom() == null
                ? answer(question, database)
                : lake.with(question, work, client -> answer(question, client));
    }

    private static Findings answer(Question question, JdbcClient database) {
        ExploreSql sql = new ExploreSql(question);
        FindingsReader reader = new FindingsReader(question);
        sql.statement().on(database, sql.parameters()).query(reader::read);
        Labels labels = Labels.of(question.by(), reader.values(), database);
        List<String> by = question.by().stream().map(FlowField::word).toList();
        return new Findings(
                question.range(),
                question.former(),
                question.tablesFrom() == null ? Findings.Source.DATABASE : Findings.Source.LAKE,
                by,
                question.measure().word(),
                reader.total(),
                reader.rows(labels));
    }
}
