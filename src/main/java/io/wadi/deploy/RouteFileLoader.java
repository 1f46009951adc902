package io.wadi.deploy;

import org.apache.camel.dsl.yaml.YamlRoutesBuilderLoader;
import org.apache.camel.dsl.yaml.common.YamlDeserializationContext;
import org.apache.camel.dsl.yaml.deserializers.CustomResolver;
import org.apache.camel.dsl.yaml.deserializers.ModelDeserializersResolver;
import org.apache.camel.spi.Resource;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** Camel's loader of YAML files, except that {@link BeanMaker} makes the beans. */
final class RouteFileLoader extends YamlRoutesBuilderLoader {

    private final BeanMaker beans = new BeanMaker();

    @Override
    protected YamlDeserializationContext newYamlDeserializationContext(LoadSettings settings, Resource file) {
        YamlDeserializationContext context = new YamlDeserializationContext(settings);
        context.setResource(file);
        context.setCamelContext(getCamelContext());
        context.addResolvers(new CustomResolver(beans), new ModelDeserializersResolver());
        return context;
    }
}
