package io.wadi.deploy;

import java.util.Collection;
import java.util.List;
import java.util.TreeSet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Logs each deployed, refused and removed file in one line with its hash, and warnings; logger {@code io.wadi.audit}. */
final class AuditLog {

    private static final Logger LOG = LoggerFactory.getLogger("io.wadi.audit");

    void deployed(Deployment deployment) {
        LOG.info(
                "deployed {} sha256={} routes={}",
                RouteProblem.plain(deployment.file().path().toString()),
                deployment.file().sha256(),
                list(deployment.names().routes()));
    }

    void warned(CheckedFile checked) {
        checked.warnings().forEach(warning -> LOG.warn("{}", warning));
    }

    void refused(Refusal refusal) {
        List<String> reasons =
                refusal.findings().stream().map(RouteProblem::toString).toList();
        LOG.error(
                "refused {} sha256={}: {}",
                RouteProblem.plain(refusal.path().toString()),
                refusal.sha256(),
                String.join("; ", reasons));
    }

    void removed(Deployment deployment) {
        LOG.info(
                "removed {} sha256={} routes={}",
                RouteProblem.plain(deployment.file().path().toString()),
                deployment.file().sha256(),
                list(deployment.names().routes()));
    }

    private static String list(Collection<String> routes) {
        return String.join(",", new TreeSet<>(routes));
    }
}
