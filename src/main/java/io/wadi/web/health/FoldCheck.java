package io.wadi.web.health;

import io.wadi.store.PendingSums;
import java.time.Duration;
import java.util.List;

/** Down if stored sums wait too long to be folded, because no process folds or its transactions fail. */
public final class FoldCheck extends StallCheck {

    private final PendingSums pending;

    /**
     * A check on what {@code pending} last learned.
     *
     * @param patience how old the oldest pending sum may be
     */
    public FoldCheck(PendingSums pending, Duration patience) {
        super("fold", "Sums not folded", patience);
        this.pending = pending;
    }

    @Override
    protected List<String> stalled(Duration longerThan) {
        return pending.stalled(longerThan);
    }
}
