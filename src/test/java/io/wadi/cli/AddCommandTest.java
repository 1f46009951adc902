package io.wadi.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/** Maven is not called, because downloads need a network. */
class AddCommandTest {

    private final StringWriter out = new StringWriter();

    private int run(String... arguments) {
        return new CommandLine(new AddCommand(() -> new ClassPathJars(
                        "/x/camel-kafka-4.18.0.jar:/x/camel-sql-4.18.0.jar:/x/camel-seda-4.0.0.jar:/x/classes")))
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(out, true))
                .setExecutionExceptionHandler((failure, command, parsed) -> {
                    out.append(failure.getMessage());
                    return 1;
                })
                .execute(arguments);
    }

    @Test
    void refusesAComponentThatCamelHasNot() {
        assertThat(run("camel-xyzzy")).isEqualTo(1);
        assertThat(out.toString()).matches("Camel 4\\S+ has no component camel-xyzzy; \\./wadi add --list shows all");
    }

    @Test
    void namesTheNearestComponent() {
        assertThat(run("netti")).isEqualTo(1);
        assertThat(out.toString()).contains("has no component netti; the nearest is camel-netty;");
    }

    @Test
    void fetchesNothingTwice() {
        assertThat(run("camel-kafka", "sql")).isZero();
        assertThat(out.toString().lines())
                .containsExactly("camel-kafka is already on the class path", "camel-sql is already on the class path");
    }

    /** After an upgrade, they would be used with the new Camel. */
    @Test
    void refusesWhatIsThereOfAnotherVersion() {
        assertThat(run("seda", "camel-kafka")).isEqualTo(1);
        assertThat(out.toString())
                .matches("camel-seda 4.0.0 on the class path is not of Camel 4\\S+: remove what was added from lib,"
                        + " then add it again");
    }

    @Test
    void listsWhatThereIs() {
        assertThat(run("--list")).isZero();
        assertThat(out.toString().lines())
                .anyMatch(line -> line.matches("\\+ camel-kafka +Kafka"))
                .anyMatch(line -> line.startsWith("  camel-aws2-s3 "));
    }

    @Test
    void wantsToKnowWhich() {
        assertThat(run()).isEqualTo(2);
    }

    @Test
    void knowsDuckDb() {
        assertThat(new CamelArtifacts().named("duckdb")).isEqualTo("duckdb_jdbc");
        assertThat(new MavenFetch("4.18.0", new ClassPathJars("")).pom(List.of("duckdb_jdbc")))
                .containsPattern("<groupId>org.duckdb</groupId><artifactId>duckdb_jdbc</artifactId><version>[0-9.]+<");
    }

    @Test
    void s3IsIcebergsClassAndAwssClientWithoutFurtherHttpClients() {
        assertThat(new CamelArtifacts().named("s3")).isEqualTo("iceberg-aws");
        assertThat(new MavenFetch("4.18.0", new ClassPathJars("")).pom(List.of("iceberg-aws")))
                .containsPattern("<artifactId>iceberg-aws</artifactId><version>[0-9.]+<")
                .containsPattern("<artifactId>s3</artifactId><version>[0-9.]+<")
                .contains(
                        "<exclusion><groupId>software.amazon.awssdk</groupId><artifactId>netty-nio-client</artifactId>");
    }

    @Test
    void keepsFamiliesOfJarsTogether() {
        ClassPathJars present = new ClassPathJars("/x/jackson-core-2.22.0.jar:/x/camel-api-4.18.0.jar");
        assertThat(new MavenFetch("4.18.0", present).pom(List.of("camel-http")))
                .contains("<artifactId>jackson-bom</artifactId><version>2.22.0</version>")
                .contains("<artifactId>camel-bom</artifactId><version>4.18.0</version>")
                .contains("<artifactId>camel-http</artifactId></dependency>")
                .doesNotContain("netty-bom");
    }

    @Test
    void readsTheNamesOfJars() {
        ClassPathJars jars = new ClassPathJars(
                "/x/kafka_2.13-4.4.0.jar:/x/netty-common-4.1.130.Final.jar:/x/netty-native-4.1.1.Final-linux-x86_64.jar:/x/classes");
        assertThat(jars.version("kafka_2.13")).contains("4.4.0");
        assertThat(jars.version("netty-common")).contains("4.1.130.Final");
        assertThat(jars.hasJar("netty-native-9.jar")).isTrue();
        assertThat(jars.has("classes")).isFalse();
    }
}
