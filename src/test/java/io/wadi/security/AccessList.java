package io.wadi.security;

import io.wadi.pipeline.Stage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;

/** The table of Kafka's permissions in docs/operations.md. */
record AccessList(List<Row> rows) {

    /** One line of it. */
    record Row(List<String> stages, String at, String resource, String name, String operation) {

        AclBinding binding(String user) {
            return new AclBinding(
                    new ResourcePattern(ResourceType.fromString(resource), name, PatternType.LITERAL),
                    new AccessControlEntry(
                            "User:" + user,
                            "*",
                            AclOperation.valueOf(operation.toUpperCase(Locale.ROOT)),
                            AclPermissionType.ALLOW));
        }

        /** What a start says where this is missing. */
        String phrase() {
            return operation + " on " + resource + " " + name;
        }
    }

    static AccessList read() throws IOException {
        List<Row> rows = Files.readAllLines(Path.of("docs/operations.md")).stream()
                .dropWhile(line -> !line.startsWith("| stage |"))
                .skip(2)
                .takeWhile(line -> line.startsWith("|"))
                .map(AccessList::row)
                .toList();
        return new AccessList(rows);
    }

    private static Row row(String line) {
        String[] cells = line.replace("`", "").split("\\s*\\|\\s*");
        return new Row(List.of(cells[1].split(", ")), cells[2], cells[3], cells[4], cells[5]);
    }

    /** What some stages need. */
    List<Row> of(Set<Stage> stages, String at) {
        return rows.stream()
                .filter(row -> row.at.equals("any") || row.at.equals(at))
                .filter(row -> stages.stream().map(Stage::id).anyMatch(row.stages::contains))
                .toList();
    }
}
