package io.wadi.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CompletableFuture;
import org.apache.camel.CamelContext;
import org.apache.camel.main.Main;
import org.apache.camel.spi.Registry;
import org.junit.jupiter.api.Test;

class GuardedRegistryTest {

    private static final int BEANS = 2_000;

    @Test
    void isSearchedWhileBeansAreBound() throws Exception {
        Main main = GuardedRegistry.main(GuardedRegistryTest.class);
        try {
            main.init();
            CamelContext context = main.getCamelContext();
            Registry registry = context.getRegistry();
            CompletableFuture<Void> binding = CompletableFuture.runAsync(() -> {
                for (int i = 0; i < BEANS; i++) {
                    registry.bind("bean-" + i, new Bean(i));
                }
            });
            int found;
            do {
                found = registry.findByType(Bean.class).size();
                assertThat(registry.findByTypeWithName(Bean.class)).hasSizeGreaterThanOrEqualTo(found);
            } while (!binding.isDone());
            binding.join();
            assertThat(registry.findByType(Bean.class)).hasSize(BEANS);
            registry.unbind("bean-0");
            assertThat(registry.lookupByName("bean-0")).isNull();
            assertThat(registry.lookupByNameAndType("bean-1", Bean.class)).isEqualTo(new Bean(1));
        } finally {
            main.shutdown();
        }
    }

    private record Bean(int number) {}
}
