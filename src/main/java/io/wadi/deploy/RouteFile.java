package io.wadi.deploy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.apache.camel.spi.Resource;
import org.apache.camel.support.ResourceHelper;

/**
 * The content of a route file, read once: Wadi runs the same text that it checked.
 *
 * @param path where it lies
 * @param text its content
 * @param sha256 SHA-256 of its bytes, in hexadecimal
 */
public record RouteFile(Path path, String text, String sha256) {

    /** What the name of a route file ends in. */
    public static final String SUFFIX = ".camel.yaml";

    /** Largest file in bytes: some hundred times what a route takes. */
    static final int MOST_BYTES = 1 << 20;

    /**
     * Reads a file.
     *
     * @throws IOException when it cannot be read, is larger than 1 MiB or is no UTF-8, in a sentence
     */
    public static RouteFile read(Path path) throws IOException {
        byte[] bytes;
        try (var in = Files.newInputStream(path)) {
            bytes = in.readNBytes(MOST_BYTES + 1);
        }
        if (bytes.length > MOST_BYTES) {
            throw new IOException("the file is larger than " + MOST_BYTES + " bytes");
        }
        return of(path, bytes);
    }

    private static RouteFile of(Path path, byte[] bytes) throws IOException {
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            return new RouteFile(path, text, HexFormat.of().formatHex(digest().digest(bytes)));
        } catch (CharacterCodingException e) {
            throw new IOException("the file is not UTF-8", e);
        }
    }

    private static MessageDigest digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /** The file's name without its folder. */
    public String name() {
        return path.getFileName().toString();
    }

    /** The text for Camel, which shows the path as the source of its routes. */
    Resource resource() {
        return ResourceHelper.fromString("file:" + path, text);
    }

    /** Whether a path is named like a route file, and not like a hidden, backup or temporary one. */
    public static boolean isRouteFile(Path path) {
        String name = path.getFileName().toString();
        return name.endsWith(SUFFIX) && !name.startsWith(".") && !name.startsWith("#");
    }
}
