package io.wadi.deploy;

import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;

/** The refused files. One thread at a time changes it, any thread may read it. */
final class Refusals {

    private final AuditLog audit;
    private final Map<Path, Refusal> refused = new ConcurrentSkipListMap<>();
    private final Map<Path, List<RouteProblem>> logged = new HashMap<>();

    Refusals(AuditLog audit) {
        this.audit = audit;
    }

    Collection<Refusal> all() {
        return Collections.unmodifiableCollection(refused.values());
    }

    boolean contains(Path file) {
        return refused.containsKey(file);
    }

    void add(Refusal refusal) {
        refused.put(refusal.path(), refusal);
    }

    /**
     * Logs the refusals that remain after a change of the folder: a file may be right once another one is deployed. One for the
     * same reasons is logged once, because a refused file is checked again whenever another one changes. One of a file that was
     * deleted after the folder was listed is not logged; the next listing removes it.
     */
    void log() {
        logged.keySet().retainAll(refused.keySet());
        for (Refusal refusal : refused.values()) {
            if (!refusal.findings().equals(logged.put(refusal.path(), refusal.findings()))
                    && Files.exists(refusal.path(), LinkOption.NOFOLLOW_LINKS)) {
                audit.refused(refusal);
            }
        }
    }

    void remove(Path file) {
        refused.remove(file);
    }

    /**
     * The files to check again.
     *
     * @param written files that were written, and checked, now
     * @param changed whether any deployed file changed, which may have caused the refusal of another
     */
    List<Path> due(Collection<Path> written, boolean changed) {
        return refused.values().stream()
                .filter(refusal -> refusal.isDue() || changed && mayPassNow(refusal, written))
                .map(Refusal::path)
                .toList();
    }

    private static boolean mayPassNow(Refusal refusal, Collection<Path> written) {
        return refusal.retry() != Retry.WHEN_WRITTEN && (!written.contains(refusal.path()) || written.size() > 1);
    }
}
