package io.wadi.message;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import com.fasterxml.jackson.databind.ser.std.ToStringSerializer;
import io.wadi.net.IpAddress;
import io.wadi.packet.Packet;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.apache.camel.component.jackson.JacksonDataFormat;
import org.apache.camel.spi.DataFormat;
import org.apache.camel.spi.DataFormatCustomizer;

/**
 * What {@code marshal: json} writes of Wadi's types: a packet as on topic {@code packets}, an address as text. Camel finds this
 * bean by its type. A step that names an {@code objectMapper} is left as it is. Thread-safe.
 */
public final class ReadableJson implements DataFormatCustomizer {

    @Override
    public void configure(String name, DataFormat format) {
        if (format instanceof JacksonDataFormat json && json.getObjectMapper() == null) {
            json.addModule(module());
        }
    }

    private static SimpleModule module() {
        SimpleModule module = new SimpleModule(ReadableJson.class.getName());
        module.addSerializer(IpAddress.class, ToStringSerializer.instance);
        module.addSerializer(new PacketSerializer());
        return module;
    }

    private static final class PacketSerializer extends StdSerializer<Packet> {

        private static final long serialVersionUID = 1;

        private final transient ThreadLocal<PacketJsonWriter> writers = ThreadLocal.withInitial(PacketJsonWriter::new);

        PacketSerializer() {
            super(Packet.class);
        }

        @Override
        public void serialize(Packet packet, JsonGenerator json, SerializerProvider provider) throws IOException {
            json.writeRawValue(new String(writers.get().write(packet), StandardCharsets.UTF_8));
        }
    }
}
