package io.wadi.deploy;

import static io.wadi.deploy.DeployTests.route;
import static org.assertj.core.api.Assertions.assertThat;

import io.wadi.security.Certificate;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** TLS and SASL of {@code kafka:} endpoints, as far as no connection is needed. {@code DIR} is the folder with the stores. */
class KafkaSecurityTest {

    private static final String PLAIN = "org.apache.kafka.common.security.plain.PlainLoginModule required";
    private static final String SCRAM = "org.apache.kafka.common.security.scram.ScramLoginModule required";

    private static final String KERBEROS = "com.sun.security.auth.module.Krb5LoginModule required";
    private static final String OAUTH = "org.apache.kafka.common.security.oauthbearer.OAuthBearerLoginModule required";
    private static final String HANDLER =
            "org.apache.kafka.common.security.oauthbearer.OAuthBearerLoginCallbackHandler";

    private static final int KRB_NT_PRINCIPAL = 1;
    private static final int AES256 = 18;
    private static final int AES256_BYTES = 32;

    @TempDir
    private static Path stores;

    @TempDir
    private Path folder;

    @BeforeAll
    static void createStores() throws Exception {
        Certificate.in(stores);
        Files.writeString(stores.resolve("text.p12"), "no store");
        Files.write(stores.resolve("my.keytab"), keyTab());
    }

    /** A keytab of version 2 with one key of {@code a@B}. */
    private static byte[] keyTab() throws IOException {
        ByteArrayOutputStream entry = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(entry);
        out.writeShort(1);
        out.writeUTF("B");
        out.writeUTF("a");
        out.writeInt(KRB_NT_PRINCIPAL);
        out.writeInt(0);
        out.writeByte(1);
        out.writeShort(AES256);
        out.writeShort(AES256_BYTES);
        out.write(new byte[AES256_BYTES]);
        return ByteBuffer.allocate(6 + entry.size())
                .putShort((short) 0x502)
                .putInt(entry.size())
                .put(entry.toByteArray())
                .array();
    }

    private String sender(String... options) throws IOException {
        return route(
                        "timer:tick",
                        "- to:",
                        "    uri: kafka:out",
                        "    parameters:",
                        "      " + String.join("\n      ", options))
                .replace("DIR", stores.toString());
    }

    private void refuses(int line, String reason, String... options) throws IOException {
        assertThat(DeployTests.findings(folder, sender(options)))
                .singleElement()
                .asString()
                .startsWith("a.camel.yaml:" + line + ": kafka: " + reason.replace("DIR", stores.toString()));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "sslTruststoreLocation: DIR/none.p12"
                        + " | ssl.truststore.location DIR/none.p12: the file or folder does not exist",
                "sslKeystoreLocation: DIR/none.p12 | ssl.keystore.location DIR/none.p12: the file or folder does not exist",
                "sslTruststoreLocation: DIR | ssl.truststore.location DIR: this is a folder",
                "additionalProperties.ssl.truststore.location: DIR/none.p12 | ssl.truststore.location DIR/none.p12: the file",
                "sslProtocol: TLSv9 | ssl.protocol and the other TLS options: TLSv9",
                "sslEnabledProtocols: TLSv1.9 | ssl.enabled.protocols or ssl.cipher.suites: Unsupported protocol",
                "sslCipherSuites: NONE_AT_ALL | ssl.enabled.protocols or ssl.cipher.suites: Unsupported CipherSuite",
            })
    void refusesTls(String option, String reason) throws IOException {
        refuses(11, reason, "sslTruststoreType: PKCS12", "securityProtocol: SSL", option);
    }

    @Test
    void refusesWhatAStoreSays() throws IOException {
        String protocol = "securityProtocol: SSL";
        String type = "sslTruststoreType: PKCS12";
        String trust = "sslTruststoreLocation: DIR/trust.p12";
        String where = "ssl.truststore.location DIR/trust.p12: ";
        refuses(11, where + "keystore password was incorrect", protocol, type, trust, "sslTruststorePassword: wrong1");
        refuses(11, where + "no certificate can be read in it", protocol, type, trust);
        refuses(
                11,
                "ssl.truststore.location DIR/text.p12: ",
                protocol,
                type,
                "sslTruststoreLocation: DIR/text.p12",
                "sslTruststorePassword: changeit");
        refuses(
                11,
                "ssl.keystore.location DIR/key.p12: keystore password was incorrect",
                protocol,
                "sslKeystoreType: PKCS12",
                "sslKeystoreLocation: DIR/key.p12",
                "sslKeystorePassword: wrong1",
                "sslKeyPassword: wrong1");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "SCRAM-SHA-256 | x | sasl.jaas.config must look like CLASS required",
                "SCRAM-SHA-512 | " + SCRAM
                        + " username=\"u\" password=\"geheim\" | sasl.jaas.config must look like CLASS",
                "SCRAM-SHA-512 | " + SCRAM + " username=u password=geheim 77; | sasl.jaas.config must look like CLASS",
                "PLAIN | com.example.Login required a=\"b\"; | sasl.jaas.config: class com.example.Login is not on the",
                "PLAIN | " + PLAIN + " user=\"u\" password=\"p\"; | sasl.jaas.config: it lacks username",
                "PLAIN | " + PLAIN + "; | sasl.jaas.config: it lacks username and password",
            })
    void refusesJaas(String mechanism, String jaas, String reason) throws IOException {
        refuses(
                11,
                reason,
                "securityProtocol: SASL_SSL",
                "saslMechanism: " + mechanism,
                "saslJaasConfig: '" + jaas + "'");
    }

    @Test
    void refusesAMechanismThatIsUnknownOrDoesNotFit() throws IOException {
        refuses(
                10,
                "sasl.mechanism SCRAM-SHA-1 is unknown; there are ",
                "securityProtocol: SASL_PLAINTEXT",
                "saslMechanism: SCRAM-SHA-1",
                "saslJaasConfig: '" + SCRAM + " username=\"u\" password=\"p\";'");
        refuses(
                10,
                "sasl.jaas.config: org.apache.kafka.common.security.scram.ScramLoginModule is not for sasl.mechanism PLAIN,"
                        + " which needs org.apache.kafka.common.security.plain.PlainLoginModule",
                "securityProtocol: SASL_PLAINTEXT",
                "saslMechanism: PLAIN",
                "saslJaasConfig: '" + SCRAM + " username=\"u\" password=\"p\";'");
        refuses(7, "SASL needs sasl.jaas.config", "securityProtocol: SASL_PLAINTEXT", "saslMechanism: PLAIN");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "sslTruststoreType: JSK | ssl.truststore.type JSK is unknown; there are ",
                "sslKeystoreType: PKCS13 | ssl.keystore.type PKCS13 is unknown; there are ",
                "sslEndpointAlgorithm: htps | ssl.endpoint.identification.algorithm htps (option sslEndpointAlgorithm) is unknown",
            })
    void refusesNamesThatOnlyAConnectionWouldRead(String option, String reason) throws IOException {
        refuses(10, reason, "securityProtocol: SSL", option);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "useKeyTab=true keyTab=\"/none/k\" principal=\"a@B\" serviceName=kafka;"
                        + " | 11 | sasl.jaas.config: keyTab /none/k: the file or folder does not exist",
                "useTicketCache=true ticketCache=\"FILE:/none/c\" serviceName=kafka;"
                        + " | 11 | sasl.jaas.config: ticketCache FILE:/none/c: the file or folder does not exist",
                "useKeyTab=true keyTab=\"DIR/text.p12\" principal=\"a@B\" serviceName=kafka;"
                        + " | 11 | sasl.jaas.config: keyTab DIR/text.p12 has no key of a@B",
                "useTicketCache=true; | 10 | sasl.mechanism GSSAPI needs sasl.kerberos.service.name",
                "serviceName=kafka; | 11 | sasl.jaas.config: it needs useKeyTab=true with keyTab, or useTicketCache=true",
            })
    void refusesKerberos(String options, int line, String reason) throws IOException {
        refuses(
                line,
                reason,
                "securityProtocol: SASL_SSL",
                "saslMechanism: GSSAPI",
                "saslJaasConfig: '" + KERBEROS + " " + options + "'");
    }

    @Test
    void refusesTwoNamesOfAService() throws IOException {
        refuses(
                11,
                "sasl.kerberos.service.name is kafka, but serviceName in sasl.jaas.config is broker",
                "securityProtocol: SASL_SSL",
                "saslMechanism: GSSAPI",
                "saslJaasConfig: '" + KERBEROS + " useTicketCache=true serviceName=broker;'",
                "saslKerberosServiceName: kafka");
    }

    @Test
    void refusesTokensFromNowhere() throws IOException {
        String handler = "additionalProperties.sasl.login.callback.handler.class: " + HANDLER;
        String[] options = {"securityProtocol: SASL_SSL", "saslMechanism: OAUTHBEARER", "saslJaasConfig: " + OAUTH + ";"
        };
        refuses(10, "sasl.mechanism OAUTHBEARER needs sasl.login.callback.handler.class", options);
        assertThat(DeployTests.findings(
                        folder,
                        sender(Stream.concat(Stream.of(options), Stream.of(handler))
                                .toArray(String[]::new))))
                .singleElement()
                .asString()
                .contains("sasl.oauthbearer.token.endpoint.url");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "securityProtocol: SSL",
                "securityProtocol: SSL\n      sslProtocol: TLSv1.3\n      sslEnabledProtocols: TLSv1.2,TLSv1.3",
                "securityProtocol: SSL\n      sslTruststoreType: PKCS12\n      sslTruststoreLocation: DIR/trust.p12"
                        + "\n      sslTruststorePassword: changeit",
                "securityProtocol: SSL\n      sslTruststoreType: PEM\n      sslTruststoreLocation: DIR/server.crt",
                "securityProtocol: SASL_SSL\n      saslMechanism: SCRAM-SHA-512\n      saslJaasConfig: '" + SCRAM
                        + " username=\"u\" password=\"p\";'",
                "securityProtocol: PLAINTEXT\n      saslMechanism: NONE",
                "securityProtocol: PLAINTEXT\n      sslTruststoreType: JSK",
                "securityProtocol: SSL\n      sslTruststoreType: jks\n      sslEndpointAlgorithm: HTTPS",
                "securityProtocol: SSL\n      sslEndpointAlgorithm: none",
                "securityProtocol: SASL_SSL\n      saslMechanism: OAUTHBEARER\n      saslJaasConfig: " + OAUTH
                        + " unsecuredLoginStringClaim_sub=me;",
                "securityProtocol: SASL_SSL\n      saslMechanism: GSSAPI\n      saslJaasConfig: '" + KERBEROS
                        + " useKeyTab=true keyTab=\"DIR/my.keytab\" principal=\"a@B\" serviceName=kafka;'",
                "securityProtocol: SASL_SSL\n      saslMechanism: GSSAPI\n      saslKerberosServiceName: kafka"
                        + "\n      saslJaasConfig: " + KERBEROS + " useTicketCache=true;",
            })
    void accepts(String options) throws IOException {
        assertThat(DeployTests.findings(folder, sender(options))).isEmpty();
    }

    @Test
    void checksConsumersToo() throws IOException {
        assertThat(DeployTests.findings(
                        folder,
                        route(
                                "kafka:packets?groupId=g&securityProtocol=SSL&sslTruststoreLocation=/none/t.p12",
                                "- log: x")))
                .singleElement()
                .asString()
                .startsWith("a.camel.yaml:4: kafka: ssl.truststore.location /none/t.p12: the file or folder does not");
    }
}
