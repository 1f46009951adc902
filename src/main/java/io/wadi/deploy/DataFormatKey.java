package io.wadi.deploy;

import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/** Keys of {@code marshal} and {@code unmarshal}. The YAML DSL has some keys with an option where Camel has several data formats. */
final class DataFormatKey {

    private DataFormatKey() {}

    /**
     * The data format of Camel that a key means; empty if it is no data format, or one of the user's own.
     *
     * @param option finds an option of the data format by its name
     */
    static Optional<Scalar> partOf(Scalar key, Function<String, Optional<Scalar>> option) {
        return switch (key.text()) {
            case "id",
                    "description",
                    "note",
                    "disabled",
                    "variableSend",
                    "variableReceive",
                    "allowNullBody",
                    "custom" -> Optional.empty();
            case "json" -> Optional.of(chosen(key, option.apply("library").map(DataFormatKey::lowerCase), "jackson"));
            case "yaml" -> Optional.of(new Scalar("snakeYaml", key.line()));
            case "bindy" -> Optional.of(chosen(key, option.apply("type").map(DataFormatKey::bindy), "bindyCsv"));
            case "avro", "protobuf" ->
                Optional.of(chosen(
                        key,
                        option.apply("library").filter(library -> library.text().endsWith("Jackson")),
                        key.text()));
            default -> Optional.of(key);
        };
    }

    private static Scalar lowerCase(Scalar library) {
        return new Scalar(library.text().toLowerCase(Locale.ROOT), library.line());
    }

    private static Scalar bindy(Scalar type) {
        String kind = type.text().equals("KeyValue") ? "Kvp" : type.text();
        return new Scalar("bindy" + kind, type.line());
    }

    private static Scalar chosen(Scalar key, Optional<Scalar> choice, String standard) {
        return choice.map(name -> new Scalar(decapitalized(name.text()), name.line()))
                .orElseGet(() -> new Scalar(standard, key.line()));
    }

    /** Libraries begin with a capital, data formats do not. */
    private static String decapitalized(String library) {
        return Character.toLowerCase(library.charAt(0)) + library.substring(1);
    }
}
