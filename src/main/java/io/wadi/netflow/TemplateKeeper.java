package io.wadi.netflow;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Keeps the templates of all workers in a file over a restart. Not thread-safe. */
final class TemplateKeeper {

    private record Id(Object sender, int port, ExportProtocol protocol, long domain, int id) {}

    private final TemplateFile file;
    private final List<Sources> sources;
    private long savedChanges;

    /**
     * Reads the file. Every worker remembers all, because the kernel may give an exporter to another one than before.
     *
     * @param path the file; null or blank to keep nothing
     */
    TemplateKeeper(String path, List<Sources> sources) {
        this.sources = sources;
        file = path == null || path.isBlank() ? null : new TemplateFile(Path.of(path));
        if (file != null) {
            List<TemplateFile.Saved> saved = file.read();
            sources.forEach(each -> each.remember(saved));
        }
    }

    /** Writes the file if a template is new, has changed or was withdrawn. */
    void save() {
        long changes = sources.stream().mapToLong(Sources::templateChanges).sum();
        if (file == null || changes == savedChanges) {
            return;
        }
        Map<Id, TemplateFile.Saved> all = new LinkedHashMap<>();
        sources.forEach(each -> add(each.remembered(), all));
        sources.forEach(each -> add(each.templates(), all));
        file.write(new ArrayList<>(all.values()));
        savedChanges = changes;
    }

    private static void add(List<TemplateFile.Saved> some, Map<Id, TemplateFile.Saved> all) {
        some.forEach(
                each -> all.put(new Id(each.sender(), each.port(), each.protocol(), each.domain(), each.id()), each));
    }
}
