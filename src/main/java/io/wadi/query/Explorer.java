package io.wadi.query;

import io.wadi.filter.FlowField;
import java.util.List;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Answers questions from the stored flows. Thread-safe. */
public final class Explorer {

    private final JdbcClient database;

    /** Reads from this database. */
    public Explorer(DataSource database) {
        this.database = JdbcClient.create(database);
    }

    /** Answers a question. */
    public Findings answer(Question question) {
        ExploreSql sql = new ExploreSql(question);
        FindingsReader reader = new FindingsReader(question);
        sql.statement().on(database, sql.parameters()).query(reader::read);
        Labels labels = Labels.of(question.by(), reader.values(), database);
        List<String> by = question.by().stream().map(FlowField::word).toList();
        return new Findings(
                question.range(),
                question.former(),
                by,
                question.measure().word(),
                reader.total(),
                reader.rows(labels));
    }
}
