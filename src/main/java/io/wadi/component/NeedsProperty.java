package io.wadi.component;

import java.util.Optional;

/** A bean that is of no use without a property. A route file that makes one without it is refused. */
public interface NeedsProperty {

    /** The property that is not set, with an example: {@code filter, such as filter: protocol = DNS}; empty if all are. */
    Optional<String> missingProperty();
}
