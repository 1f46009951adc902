package io.wadi.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/** A key and a self-signed certificate for 127.0.0.1, made by the JDK's keytool, in the formats that servers need. */
public record Certificate(Path keyStore, Path trustStore, Path pemCertificate, Path pemKey) {

    public static final String PASSWORD = "changeit";
    private static final String ALIAS = "server";

    public static Certificate in(Path folder) throws Exception {
        Certificate certificate = new Certificate(
                folder.resolve("key.p12"),
                folder.resolve("trust.p12"),
                folder.resolve("server.crt"),
                folder.resolve("server.key"));
        keytool(
                certificate.keyStore,
                "-genkeypair",
                "-keyalg",
                "RSA",
                "-dname",
                "CN=127.0.0.1",
                "-ext",
                "SAN=ip:127.0.0.1",
                "-validity",
                "2");
        keytool(certificate.keyStore, "-exportcert", "-rfc", "-file", certificate.pemCertificate.toString());
        keytool(certificate.trustStore, "-importcert", "-noprompt", "-file", certificate.pemCertificate.toString());
        certificate.writeKey();
        return certificate;
    }

    private static void keytool(Path store, String command, String... arguments) throws Exception {
        List<String> line = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                command,
                "-alias",
                ALIAS,
                "-keystore",
                store.toString(),
                "-storetype",
                "PKCS12",
                "-storepass",
                PASSWORD));
        line.addAll(List.of(arguments));
        Process keytool = new ProcessBuilder(line).redirectErrorStream(true).start();
        String output = new String(keytool.getInputStream().readAllBytes());
        assertThat(keytool.waitFor()).as(output).isZero();
    }

    private void writeKey() throws Exception {
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(keyStore)) {
            store.load(in, PASSWORD.toCharArray());
        }
        byte[] key = store.getKey(ALIAS, PASSWORD.toCharArray()).getEncoded();
        Files.writeString(
                pemKey,
                "-----BEGIN PRIVATE KEY-----\n"
                        + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(key)
                        + "\n-----END PRIVATE KEY-----\n");
        // PostgreSQL refuses a key that others may read.
        Files.setPosixFilePermissions(pemKey, PosixFilePermissions.fromString("rw-------"));
    }
}
