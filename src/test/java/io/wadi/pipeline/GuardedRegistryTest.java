package io.wadi.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.camel.CamelContext;
import org.apache.camel.main.Main;
import org.apache.camel.spi.Registry;
import org.junit.jupiter.api.Test;

class GuardedRegistryTest {

    private static final int BEANS = 500;
    private static final int SEARCHES = 2_000;

    @Test
    void isSearchedWhileBeansAreBound() throws Exception {
        Main main = GuardedRegistry.main(GuardedRegistryTest.class);
        try {
            main.init();
            CamelContext context = main.getCamelContext();
            Registry registry = context.getRegistry();
            for (int i = 0; i < BEANS; i++) {
                registry.bind("bean-" + i, new Bean(i));
            }
            AtomicBoolean searched = new AtomicBoolean();
            CompletableFuture<Void> binding = CompletableFuture.runAsync(() -> {
                while (!searched.get()) {
                    registry.bind("another", new Bean(BEANS));
                    registry.unbind("another");
                }
            });
            try {
                for (int i = 0; i < SEARCHES; i++) {
                    assertThat(registry.findByType(Bean.class)).hasSizeBetween(BEANS, BEANS + 1);
                    assertThat(registry.findByTypeWithName(Bean.class)).hasSizeBetween(BEANS, BEANS + 1);
                }
            } finally {
                searched.set(true);
            }
            binding.join();
            registry.unbind("bean-0");
            assertThat(registry.lookupByName("bean-0")).isNull();
            assertThat(registry.lookupByNameAndType("bean-1", Bean.class)).isEqualTo(new Bean(1));
        } finally {
            main.shutdown();
        }
    }

    private record Bean(int number) {}
}
