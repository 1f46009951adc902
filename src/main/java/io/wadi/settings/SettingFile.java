package io.wadi.settings;

import io.wadi.failure.FileReason;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Properties;

/** A small file that a setting names, or that contains settings. Error messages do not show its content. */
public final class SettingFile {

    private static final int MOST_BYTES = 64 * 1024;

    private final String what;
    private final Path path;

    /**
     * Creates a file, which is not read yet.
     *
     * @param what what it is, as the beginning of a sentence
     */
    public SettingFile(String what, Path path) {
        this.what = what;
        this.path = path;
    }

    /**
     * The content as text.
     *
     * @throws SettingException if the file is unreadable
     */
    String text() {
        if (Files.isDirectory(path)) {
            throw refuse("is a folder");
        }
        try (InputStream in = Files.newInputStream(path)) {
            byte[] bytes = in.readNBytes(MOST_BYTES + 1);
            if (bytes.length > MOST_BYTES) {
                throw refuse("is longer than " + MOST_BYTES + " bytes");
            }
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (NoSuchFileException e) {
            throw refuse("does not exist");
        } catch (AccessDeniedException e) {
            throw refuse("cannot be read by user " + System.getProperty("user.name"));
        } catch (CharacterCodingException e) {
            throw refuse("is not UTF-8");
        } catch (IOException e) {
            throw refuse("cannot be read (" + FileReason.of(e) + ")");
        }
    }

    /**
     * The content as Java properties.
     *
     * @throws SettingException if the file is unreadable or not a properties file
     */
    public Properties properties() {
        Properties properties = new Properties();
        try {
            properties.load(new StringReader(text()));
        } catch (IOException e) {
            throw refuse("cannot be read (" + e.getMessage() + ")");
        } catch (IllegalArgumentException e) {
            throw refuse("has a \\u that is not followed by four hexadecimal digits");
        }
        return properties;
    }

    /**
     * The only line, as a value. Its line break does not belong to the value, because editors add one.
     *
     * @throws SettingException if the file is unreadable, is empty or has more lines
     */
    String line() {
        String line = text().strip();
        if (line.isEmpty()) {
            throw refuse("is empty");
        }
        if (line.lines().count() > 1) {
            throw refuse("has more than one line");
        }
        return line;
    }

    private SettingException refuse(String reason) {
        return new SettingException(what + " " + path + " " + reason);
    }
}
