package io.wadi.deploy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.apache.camel.spi.Resource;
import org.apache.camel.support.ResourceHelper;

/**
 * The content of a route file. It is read once, so Wadi runs exactly the text that it has checked.
 *
 * @param path path of the file
 * @param text its content
 * @param sha256 SHA-256 of its bytes, in hexadecimal
 */
public record RouteFile(Path path, String text, String sha256) {

    /** End of the name of every route file. */
    public static final String SUFFIX = ".camel.yaml";

    /** Largest file in bytes, about 100 times the size of a route. */
    static final int MOST_BYTES = 1 << 20;

    /**
     * Reads a file.
     *
     * @throws IOException with a sentence, if the file is unreadable, larger than 1 MiB, not UTF-8, or a folder, pipe or
     *     device, from which a read might never return
     */
    public static RouteFile read(Path path) throws IOException {
        if (!Files.readAttributes(path, BasicFileAttributes.class).isRegularFile()) {
            throw new IOException("it is not a regular file");
        }
        byte[] bytes;
        try (var in = Files.newInputStream(path)) {
            bytes = in.readNBytes(MOST_BYTES + 1);
        }
        if (bytes.length > MOST_BYTES) {
            throw new IOException("the file is larger than " + MOST_BYTES + " bytes");
        }
        return of(path, bytes);
    }

    static RouteFile of(Path path, byte[] bytes) throws IOException {
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

    /** The name of the file without its folder. */
    public String name() {
        return path.getFileName().toString();
    }

    /** The text for Camel, which shows the path as the origin of its routes. */
    public Resource resource() {
        return ResourceHelper.fromString("file:" + path, text);
    }

    /** Whether the path has the name of a route file, and not of a hidden, backup or temporary file. */
    public static boolean isRouteFile(Path path) {
        String name = path.getFileName().toString();
        return name.endsWith(SUFFIX) && !name.startsWith(".") && !name.startsWith("#");
    }

    /** Whether the path looks like YAML that somebody expects to be deployed, but has not the name of a route file. */
    public static boolean isMisnamed(Path path) {
        String name = path.getFileName().toString();
        return !isRouteFile(path)
                && (name.endsWith(".yaml") || name.endsWith(".yml"))
                && !name.startsWith(".")
                && !name.startsWith("#");
    }
}
