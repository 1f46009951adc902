package io.wadi.message;

import com.google.protobuf.DescriptorProtos.DescriptorProto;
import com.google.protobuf.DescriptorProtos.FieldDescriptorProto;
import com.google.protobuf.DescriptorProtos.FieldDescriptorProto.Label;
import com.google.protobuf.DescriptorProtos.FieldDescriptorProto.Type;
import com.google.protobuf.DescriptorProtos.FileDescriptorProto;
import com.google.protobuf.DescriptorProtos.OneofDescriptorProto;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.DescriptorValidationException;
import com.google.protobuf.Descriptors.FileDescriptor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads {@code docs/packet.proto} into the descriptor that protoc makes of it: messages, and their fields with label,
 * type, name and number. A line that is none of these, nor a comment, is an error.
 */
final class ProtoSchema {

    private static final Pattern MESSAGE = Pattern.compile("message (\\w+) \\{");
    private static final Pattern FIELD = Pattern.compile("(optional |repeated )?(\\w+) (\\w+) = (\\d+);");
    private static final Pattern OTHER = Pattern.compile("|//.*|syntax = \"proto3\";|package wadi;|option \\w+ = .*;");

    private final FileDescriptorProto.Builder file = FileDescriptorProto.newBuilder()
            .setName("packet.proto")
            .setPackage("wadi")
            .setSyntax("proto3");
    private DescriptorProto.Builder message;

    private ProtoSchema() {}

    static Descriptor packet() throws IOException, DescriptorValidationException {
        return message("Packet");
    }

    static Descriptor message(String name) throws IOException, DescriptorValidationException {
        ProtoSchema schema = new ProtoSchema();
        Files.readAllLines(Path.of("docs", "packet.proto")).forEach(line -> schema.read(line.strip()));
        return FileDescriptor.buildFrom(schema.file.build(), new FileDescriptor[0])
                .findMessageTypeByName(name);
    }

    private void read(String line) {
        Matcher opening = MESSAGE.matcher(line);
        Matcher field = FIELD.matcher(line);
        if (opening.matches()) {
            message = DescriptorProto.newBuilder().setName(opening.group(1));
        } else if (line.equals("}")) {
            file.addMessageType(message);
        } else if (field.matches()) {
            add(field);
        } else if (!OTHER.matcher(line).matches()) {
            throw new IllegalArgumentException("not understood: " + line);
        }
    }

    private void add(Matcher line) {
        String type = line.group(2);
        FieldDescriptorProto.Builder field = FieldDescriptorProto.newBuilder()
                .setName(line.group(3))
                .setNumber(Integer.parseInt(line.group(4)))
                .setLabel("repeated ".equals(line.group(1)) ? Label.LABEL_REPEATED : Label.LABEL_OPTIONAL);
        if (Character.isUpperCase(type.charAt(0))) {
            field.setType(Type.TYPE_MESSAGE).setTypeName(".wadi." + type);
        } else {
            field.setType(Type.valueOf("TYPE_" + type.toUpperCase(Locale.ROOT)));
        }
        if ("optional ".equals(line.group(1))) {
            // As protoc does for a field with presence.
            field.setProto3Optional(true).setOneofIndex(message.getOneofDeclCount());
            message.addOneofDecl(OneofDescriptorProto.newBuilder().setName("_" + line.group(3)));
        }
        message.addField(field);
    }
}
