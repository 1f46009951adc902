package io.wadi.lake;

import java.util.ArrayList;
import java.util.List;
import org.apache.iceberg.Schema;
import org.apache.iceberg.types.Type;
import org.apache.iceberg.types.Types.NestedField;

/** Builds a schema whose field ids are 1, 2, …, in the order of the columns. */
final class Fields {

    private final List<NestedField> fields = new ArrayList<>();

    Fields required(String name, Type type, String doc) {
        fields.add(NestedField.required(fields.size() + 1, name, type, doc));
        return this;
    }

    Fields optional(String name, Type type, String doc) {
        fields.add(NestedField.optional(fields.size() + 1, name, type, doc));
        return this;
    }

    Schema schema() {
        return new Schema(fields);
    }
}
