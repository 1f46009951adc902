package io.wadi.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsTest {

    private final Settings settings = Settings.load();

    @TempDir
    private Path folder;

    private Path file(String text) throws Exception {
        return Files.writeString(folder.resolve("wadi.properties"), text);
    }

    @Test
    void aFileOverridesTheDefaults() throws Exception {
        settings.readFile(file("# ours\nwadi.topic = packets2 \nwadi.database.password=p\\u00e4ss=w:rd\n"));
        assertThat(settings.get(KafkaSettings.TOPIC)).isEqualTo("packets2");
        assertThat(settings.get(DatabaseSettings.PASSWORD)).isEqualTo("päss=w:rd");
        assertThat(settings.get(KafkaSettings.DEAD_TOPIC)).isEqualTo("packets.dead");
    }

    @Test
    void aFileThatIsNotThereIsNone() {
        settings.readFile(folder.resolve("none.properties"));
        assertThat(settings.get(KafkaSettings.TOPIC)).isEqualTo("packets");
    }

    @Test
    void aFileThatCannotBeReadIsSaid() throws Exception {
        assertThatThrownBy(() -> settings.readFile(folder))
                .isInstanceOf(SettingException.class)
                .hasMessageContaining(folder.toString());
        Path file = file("wadi.topic=\\u12");
        assertThatThrownBy(() -> settings.readFile(file))
                .isInstanceOf(SettingException.class)
                .hasMessageContaining(file.toString());
        Path latin = Files.write(folder.resolve("latin1"), new byte[] {'#', (byte) 0xe4, '\n'});
        assertThatThrownBy(() -> settings.readFile(latin))
                .isInstanceOf(SettingException.class)
                .hasMessageContaining("latin1");
    }

    @Test
    void theEnvironmentNamesSettingsInCapitals() {
        settings.readEnvironment(Map.of(
                "WADI_KAFKA_BROKERS", "kafka:9092",
                "WADI_STORE_FLOWS_BATCH_PACKETS", "7",
                "WADI_JAVA_OPTS", "-Xmx1g",
                "PATH", "/bin"));
        assertThat(settings.text(KafkaSettings.BROKERS)).isEqualTo("kafka:9092");
        assertThat(settings.text(StoreSettings.FLOWS_BATCH)).isEqualTo("7");
    }

    @Test
    void noTwoSettingsShareAVariable() {
        assertThat(settings.properties().stringPropertyNames())
                .extracting(name -> name.toUpperCase(java.util.Locale.ROOT).replaceAll("[.-]", "_"))
                .doesNotHaveDuplicates()
                .noneMatch(variable -> variable.endsWith("_FILE"));
    }

    private Path secret(String text) throws Exception {
        return Files.writeString(folder.resolve("secret"), text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"p\u00e4ss=w:rd #1", "p\u00e4ss=w:rd #1\n", "p\u00e4ss=w:rd #1\r\n"})
    void aVariableThatEndsInFileNamesOneWithTheValue(String text) throws Exception {
        String file = secret(text).toString();
        settings.readEnvironment(Map.of("WADI_DATABASE_PASSWORD_FILE", file, "WADI_HTTP_PASSWORD_FILE", file));
        assertThat(settings.get(DatabaseSettings.PASSWORD)).isEqualTo("p\u00e4ss=w:rd #1");
        assertThat(settings.get(WebSettings.PASSWORD)).isEqualTo("p\u00e4ss=w:rd #1");
    }

    @Test
    void anEmptyVariableIsNoneBesideAFileAndAnEmptyFileNameIsNone() throws Exception {
        settings.readEnvironment(Map.of(
                "WADI_DATABASE_PASSWORD", "",
                "WADI_DATABASE_PASSWORD_FILE", secret("from the file").toString(),
                "WADI_HTTP_PASSWORD", "direct",
                "WADI_HTTP_PASSWORD_FILE", ""));
        assertThat(settings.get(DatabaseSettings.PASSWORD)).isEqualTo("from the file");
        assertThat(settings.get(WebSettings.PASSWORD)).isEqualTo("direct");
    }

    @Test
    void aFileThatWillNotDoIsSaidInASentenceWithoutItsContent() throws Exception {
        Path none = folder.resolve("none");
        assertThatThrownBy(() -> readPassword(none))
                .isInstanceOf(SettingException.class)
                .hasMessage("The file of WADI_DATABASE_PASSWORD_FILE " + none + " does not exist");
        assertThatThrownBy(() -> readPassword(folder)).hasMessageEndingWith(" is a folder");
        assertThatThrownBy(() -> readPassword(secret("\n"))).hasMessageEndingWith(" is empty");
        assertThatThrownBy(() -> readPassword(secret("hidden\nsecret")))
                .hasMessageEndingWith(" has more than one line")
                .hasMessageNotContaining("hidden");
        assertThatThrownBy(() -> readPassword(secret("x".repeat(70_000)))).hasMessageContaining("is longer than");
        Path latin = Files.write(folder.resolve("latin1"), new byte[] {'p', (byte) 0xe4});
        assertThatThrownBy(() -> readPassword(latin)).hasMessageEndingWith(" is not UTF-8");
    }

    private void readPassword(Path file) {
        settings.readEnvironment(Map.of("WADI_DATABASE_PASSWORD_FILE", file.toString()));
    }

    @Test
    void aValueAndAFileWithTheValueAreRefused() throws Exception {
        String file = secret("a").toString();
        assertThatThrownBy(() -> settings.readEnvironment(
                        Map.of("WADI_DATABASE_PASSWORD", "b", "WADI_DATABASE_PASSWORD_FILE", file)))
                .isInstanceOf(SettingException.class)
                .hasMessage("Set WADI_DATABASE_PASSWORD or WADI_DATABASE_PASSWORD_FILE, not both");
        assertThatThrownBy(() -> settings.readEnvironment(Map.of("WADI_TOPPIC_FILE", file)))
                .hasMessage("Environment variable WADI_TOPPIC_FILE is not a setting; the nearest is WADI_TOPIC");
    }

    @Test
    void anUnknownNameIsRefusedNamingTheNearest() throws Exception {
        assertThatThrownBy(() -> settings.set("wadi.kafka.broker", "x"))
                .isInstanceOf(SettingException.class)
                .hasMessage("There is no setting wadi.kafka.broker; the nearest is wadi.kafka.brokers");
        assertThatThrownBy(() -> settings.readEnvironment(Map.of("WADI_TOPPIC", "x")))
                .isInstanceOf(SettingException.class)
                .hasMessageContaining("WADI_TOPPIC")
                .hasMessageEndingWith("WADI_TOPIC");
        Path file = file("wadi.databse.url=x");
        assertThatThrownBy(() -> settings.readFile(file)).hasMessageContaining("wadi.database.url");
        assertThatThrownBy(() -> settings.set("", "x")).isInstanceOf(SettingException.class);
    }

    @Test
    void ownPropertiesAreForOwnRoutes() throws Exception {
        settings.readFile(file("my.site = Bern\nmy.mail-to=a@example.org"));
        settings.set("my.site", "Thun");
        assertThat(settings.properties()).containsEntry("my.site", "Thun").containsEntry("my.mail-to", "a@example.org");
        for (String name : new String[] {"my.", "my.a b", "my.ä", "my." + "x".repeat(101)}) {
            assertThatThrownBy(() -> settings.set(name, "x"))
                    .isInstanceOf(SettingException.class)
                    .hasMessageContaining(name);
        }
        assertThatThrownBy(() -> settings.set("mysite", "x")).hasMessageContaining("no setting mysite");
    }

    @Test
    void valuesAreStripped() {
        settings.set("wadi.topic", "  packets \t");
        assertThat(settings.get(KafkaSettings.TOPIC)).isEqualTo("packets");
    }

    @Test
    void numbersKeepTheirRange() {
        settings.set("wadi.http.port", " 8081 ");
        settings.check();
        assertThat(settings.get(WebSettings.PORT)).isEqualTo(8081);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "many", "-1", "65536", "8080.5", "99999999999"})
    void numbersOutOfRangeAreRefusedNamingTheSettingAndTheRange(String value) {
        settings.set("wadi.http.port", value);
        String sentence = "Setting wadi.http.port is " + (value.isEmpty() ? "empty" : value)
                + "; it must be an integer from 0 to 65535";
        assertThatThrownBy(() -> settings.get(WebSettings.PORT))
                .isInstanceOf(SettingException.class)
                .hasMessage(sentence);
        assertThatThrownBy(settings::check).isInstanceOf(SettingException.class).hasMessage(sentence);
    }

    private static List<String> namesWithDefault(Predicate<String> form) {
        return SettingCatalogue.BY_NAME.values().stream()
                .filter(setting -> form.test(setting.standard()))
                .map(Setting::name)
                .toList();
    }

    /** {@code yes} was taken for false, without a word. */
    @Test
    void aBooleanThatIsNeitherTrueNorFalseIsRefusedWhicheverSettingItIs() {
        List<String> booleans = namesWithDefault(value -> value.matches("true|false"));
        assertThat(booleans).contains("wadi.http.enabled", "wadi.capture.rebase", "wadi.capture.decapsulate");
        for (String name : booleans) {
            for (String value : List.of("yes", "1", "on", "", "truee")) {
                Settings fresh = Settings.load();
                fresh.set(name, value);
                String sentence =
                        "Setting " + name + " is " + (value.isEmpty() ? "empty" : value) + "; it must be true or false";
                assertThatThrownBy(fresh::check)
                        .isInstanceOf(SettingException.class)
                        .hasMessage(sentence);
                assertThatThrownBy(() -> fresh.get(SettingCatalogue.BY_NAME.get(name)))
                        .hasMessage(sentence);
            }
            settings.set(name, " TRUE ");
            settings.check();
            assertThat(settings.get(SettingCatalogue.BY_NAME.get(name))).isEqualTo(true);
        }
    }

    @Test
    void anIntegerBelowZeroOrBeyondIntIsRefusedWhicheverSettingItIs() {
        List<String> integers = namesWithDefault(value -> value.matches("\\d+"));
        assertThat(integers).hasSizeGreaterThan(25);
        for (String name : integers) {
            for (String value : List.of("-1", "2147483648", "1e3", "ten", "1.5", "0x10")) {
                Settings fresh = Settings.load();
                fresh.set(name, value);
                assertThatThrownBy(fresh::check)
                        .isInstanceOf(SettingException.class)
                        .hasMessageStartingWith("Setting " + name + " is " + value + "; it must be an integer from ");
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "wadi.capture.at,            everything, packets or flows",
        "wadi.offsets.beyond-end,    stop,       wait or restart",
        "wadi.capture.pace,          fast,       'max, original or a positive number of packets per second'",
        "wadi.capture.pace,          -5,         'max, original or a positive number of packets per second'",
        "wadi.detect.interval-millis, 0,         'an integer from 1 to 86400000, in milliseconds'",
        "wadi.capture-flows.batch-packets, 500001, an integer from 1 to 500000",
        "wadi.retention.flow-days,   -1,         'an integer from 0 to 2147483647, in days'",
        "wadi.source,                eth0,       'pcap:live:INTERFACE or pcap:file:NAME'",
        "wadi.source,                kafka:x,    'pcap:live:INTERFACE or pcap:file:NAME'",
        "wadi.source,                pcap:lo,    'pcap:live:INTERFACE or pcap:file:NAME'",
        "wadi.source,                pcap:live:, 'pcap:live:INTERFACE or pcap:file:NAME'",
        "wadi.http.host,             my host,    a host name or an IP address",
        "wadi.http.host,             '',         a host name or an IP address",
        "wadi.kafka.brokers,         localhost,  a comma-separated list of host:port",
        "wadi.kafka.brokers,         'a:1,',     a comma-separated list of host:port",
        "wadi.kafka.brokers,         a:65536,    a comma-separated list of host:port",
        "wadi.topic.dead,            a topic,    'the name of a topic: up to 249 letters, digits, dots, _ and -'"
    })
    void aWordThatIsNotKnownIsRefusedWithThoseThatAre(String name, String value, String wanted) {
        settings.set(name, value);
        assertThatThrownBy(settings::check)
                .isInstanceOf(SettingException.class)
                .hasMessage(
                        "Setting " + name + " is " + (value.isEmpty() ? "empty" : value) + "; it must be " + wanted);
    }

    /** Before an @ there may be a password; a file that a variable names by mistake may hold another one. */
    @Test
    void whatMayBeASecretIsNotRepeated() throws Exception {
        settings.set("wadi.kafka.brokers", "u:hidden@b:9092");
        settings.set("wadi.database.url", "postgresql://u:hidden@b/wadi");
        settings.set("wadi.http.user", "u:hidden");
        settings.readEnvironment(Map.of("WADI_HTTP_PORT_FILE", secret("hidden").toString()));
        assertThatThrownBy(settings::check)
                .isInstanceOf(SettingException.class)
                .hasMessageContainingAll(
                        "Setting wadi.kafka.brokers must be a comma-separated list of host:port",
                        "Setting wadi.database.url ",
                        "Setting wadi.http.user must be a name without a colon",
                        "Setting wadi.http.port must be an integer from 0 to 65535")
                .hasMessageNotContaining("hidden");
        settings.set("wadi.http.port", "shown");
        assertThatThrownBy(settings::check).hasMessageContaining("Setting wadi.http.port is shown; it must be");
    }

    @Test
    void allThatIsWrongIsSaidAtOnce() throws Exception {
        settings.set("wadi.http.port", "70000");
        settings.set("wadi.http.enabled", "yes");
        settings.set("wadi.topic.dead", "packets");
        assertThatThrownBy(settings::check)
                .isInstanceOf(SettingException.class)
                .hasMessage("Setting wadi.http.enabled is yes; it must be true or false."
                        + " Setting wadi.http.port is 70000; it must be an integer from 0 to 65535."
                        + " Settings wadi.topic and wadi.topic.dead both name topic packets;"
                        + " each needs its own topic");
        Path file = file("wadi.topicc=a\nwadi.topic=b\nwadi.http.prt=1\n");
        assertThatThrownBy(() -> settings.readFile(file))
                .hasMessageContainingAll("There is no setting wadi.http.prt; ", "There is no setting wadi.topicc; ");
        assertThat(settings.get(KafkaSettings.TOPIC)).isEqualTo("b");
        assertThatThrownBy(() -> settings.readEnvironment(Map.of("WADI_TOPPIC", "x", "WADI_HTTP_PROT_FILE", "x")))
                .hasMessageContainingAll("WADI_TOPPIC is not a setting", "WADI_HTTP_PROT_FILE is not a setting");
        assertThatThrownBy(() -> Settings.load(Map.of("wadi.nosuch", "x", "wadi.capture.repeat", "often")))
                .hasMessageContainingAll("There is no setting wadi.nosuch", "wadi.capture.repeat is often");
    }

    @Test
    void valuesHaveTheTypeOfTheirSetting() {
        settings.set("wadi.kafka.brokers", "a:1, SASL_SSL://[::1]:2");
        assertThat(settings.get(KafkaSettings.BROKERS))
                .containsExactly(
                        InetSocketAddress.createUnresolved("a", 1), InetSocketAddress.createUnresolved("::1", 2));
        assertThat(settings.get(KafkaSettings.CLIENT_PROPERTIES)).isEmpty();
        settings.set("wadi.kafka.client-properties", "a/b");
        assertThat(settings.get(KafkaSettings.CLIENT_PROPERTIES)).contains(Path.of("a/b"));
        assertThat(settings.get(CaptureSettings.AT)).isEqualTo(CaptureAt.PACKETS);
        settings.set("wadi.capture.at", "Flows");
        assertThat(settings.get(CaptureSettings.AT)).isEqualTo(CaptureAt.FLOWS);
        assertThat(settings.get(DetectSettings.CATCH_UP)).isEqualTo(Duration.ofHours(24));
        assertThat(settings.get(StoreSettings.INTERVAL)).isEqualTo(Duration.ofSeconds(1));
        assertThat(settings.get(DatabaseSettings.URL).address()).isEqualTo("jdbc:postgresql://localhost:5432/wadi");
    }

    /** Ranges of a few days would have had the sums of the days that are left, and nobody would have noticed. */
    @Test
    void sumsThatGoBeforeWhatTheyAddUpAreRefused() {
        settings.set("wadi.retention.hour-days", "3");
        assertThatThrownBy(settings::check)
                .isInstanceOf(SettingException.class)
                .hasMessage(
                        "Setting wadi.retention.hour-days is 3, but wadi.retention.flow-days is 0 (forever): figures"
                                + " need the sums by hour and day for at least as long as what they sum up. Set wadi.retention.hour-days to the same"
                                + " number or more, or to 0, or lower wadi.retention.flow-days");
        settings.set("wadi.retention.flow-days", "3");
        settings.check();
        settings.set("wadi.retention.day-days", "2");
        assertThatThrownBy(settings::check)
                .hasMessageContaining("wadi.retention.day-days is 2, but wadi.retention.hour-days is 3: ");
        settings.set("wadi.retention.day-days", "4");
        settings.check();
    }

    @Test
    void twoSettingsThatNameOneTopicAreRefused() {
        settings.set("wadi.topic.dead", "packets");
        assertThatThrownBy(settings::check)
                .isInstanceOf(SettingException.class)
                .hasMessage("Settings wadi.topic and wadi.topic.dead both name topic packets;"
                        + " each needs its own topic");
    }

    @Test
    void theDefaultsAreAllowed() {
        settings.check();
    }

    @Test
    void propertiesAreACopy() {
        Properties properties = settings.properties();
        properties.setProperty("wadi.topic", "changed");
        assertThat(settings.get(KafkaSettings.TOPIC)).isEqualTo("packets");
    }

    @Test
    void eachBatchThatIsStoredHasAConnection() {
        Settings settings = Settings.load();
        settings.set(DatabaseSettings.CONNECTIONS, "3");
        settings.set(StoreSettings.TRAFFIC_LANES, "3");
        settings.check();
        settings.set(StoreSettings.TRAFFIC_LANES, "4");
        assertThatThrownBy(settings::check)
                .hasMessage(
                        "Setting wadi.store-traffic.connections is 4, but wadi.database.connections is 3. Raise that, or"
                                + " store fewer batches at the same time");
    }
}
