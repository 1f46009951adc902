package io.wadi.pipeline;

import io.wadi.lake.LakePlace;
import io.wadi.settings.Settings;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import javax.sql.DataSource;

/** The beans of the API from the pipeline's own list, for a test of the API without the other stages. */
public final class ApiBeans {

    private ApiBeans() {}

    /**
     * The beans by name.
     *
     * @param pages what the pages read with
     * @param database what the pipeline stores with, which may write
     */
    public static Map<String, Object> of(Settings settings, DataSource pages, DataSource database) {
        BeanParts parts = new BeanParts(
                settings,
                null,
                database,
                pages,
                null,
                null,
                null,
                null,
                null,
                null,
                LakePlace.of(settings, TestServers.cache(), database),
                null,
                Clock.systemUTC());
        Map<String, Object> beans = new HashMap<>(WadiBeans.database(parts));
        beans.putAll(WadiBeans.api(parts));
        return beans;
    }
}
