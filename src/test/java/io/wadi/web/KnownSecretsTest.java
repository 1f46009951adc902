package io.wadi.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.wadi.settings.Settings;
import java.util.List;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class KnownSecretsTest {

    private final Settings settings = Settings.load();

    private String masked(String text) {
        return new KnownSecrets(new DefaultCamelContext(), settings).mask().text(text);
    }

    /** Camel sorts and encodes the options of an address. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://hooks.example.com/services/T000/B000/XXXX?version=1&sig=5ecr3t-5ecr3t",
                "hooks.example.com/services/T000/B000/XXXX",
                "sig=5ecr3t-5ecr3t&version=1",
            })
    void theAddressOfAWebhookIsASecretAsAreItsParts(String shown) {
        settings.set(
                "my.alert-webhook", "https://hooks.example.com/services/T000/B000/XXXX?version=1&sig=5ecr3t-5ecr3t");
        assertThat(masked(shown)).doesNotContain("T000", "5ecr3t").contains(SecretMask.MASK);
    }

    @Test
    void shortPartsOfAnAddressAreNone() {
        settings.set("my.alert-webhook", "https://alerts.example.com/alerts?team=net&verbose");
        assertThat(masked("platform-http:/api/alerts?team=net&verbose"))
                .isEqualTo("platform-http:/api/alerts?team=net&verbose");
    }

    /** Camel makes options of what stands between ampersands, and sorts them. */
    @ParameterizedTest
    @CsvSource({
        "sv=2022-11-02&ss=b&sig=CANARYsas%3D, http://h/c?sig=CANARYsas%3D&ss=b&sv=2022-11-02, CANARYsas",
        "CANARYhead&CANARYtail, http://h/c?CANARYtail=&auth=CANARYhead, CANARYhead",
        "CANARYhead&CANARYtail, http://h/c?CANARYtail=&auth=CANARYhead, CANARYtail",
        "sv=2022-11-02?sig=CANARYsas%3D, sig=CANARYsas%3D&x=1, CANARYsas",
    })
    void thePartsOfASecretThatCamelTakesForOptionsAreSecrets(String secret, String shown, String part) {
        settings.set("my.sas-token", secret);
        assertThat(masked(shown)).doesNotContain(part).contains(SecretMask.MASK);
    }

    @Test
    void shortValuesOfOptionsAreNone() {
        settings.set("my.sas-token", "sv=2022-11-02&ss=blob&sig=5ecr3t-5ecr3t");
        assertThat(masked("on 2022-11-02 a blob")).isEqualTo("on 2022-11-02 a blob");
    }

    @ParameterizedTest
    @CsvSource({
        "Bearer {{my.crm-token}}, Bearer",
        "Basic ${variable.login}, Basic",
        "x-scheme {{my.crm-token}}, x-scheme",
    })
    void theSchemeBeforeATokenIsNone(String header, String shown) throws Exception {
        settings.set("my.crm-token", "5ecr3t-5ecr3t");
        assertThat(masked(header, shown)).isEqualTo(shown);
    }

    @ParameterizedTest
    @CsvSource({
        "Bearer 5ecr3t-5ecr3t, 5ecr3t-5ecr3t",
        "swordfish{{my.crm-token}}, swordfish",
        "'Basic {{my.user}} swordfish', swordfish",
    })
    void theRestOfAHeaderIsOne(String header, String shown) throws Exception {
        assertThat(masked(header, "Authorization: " + shown + ".")).doesNotContain(shown);
    }

    private String masked(String header, String text) throws Exception {
        DefaultCamelContext context = new DefaultCamelContext();
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:a").setHeader("Authorization").simple(header);
            }
        });
        try (context) {
            context.getPropertiesComponent().addInitialProperty("my.user", "me");
            context.getPropertiesComponent().addInitialProperty("my.crm-token", "5ecr3t-5ecr3t");
            context.start();
            return new KnownSecrets(context, settings).mask().text(text);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{{my.dev-token:canary-1234}}",
                "{{?my.dev-token:canary-1234}}",
                "{{env:WADI_NO_SUCH_SECRET:canary-1234}}",
                "Bearer {{ my.dev-token:canary-1234 }}"
            })
    void theDefaultOfAPlaceholderIsOne(String placeholder) throws Exception {
        String file = """
                - route:
                    id: mine
                    from:
                      uri: direct:mine
                      steps: [{log: "%s"}]
                """.formatted(placeholder);
        try (DefaultCamelContext context = new DefaultCamelContext()) {
            context.start();
            PluginHelper.getRoutesLoader(context).loadRoutes(ResourceHelper.fromString("mine.camel.yaml", file));
            KnownSecrets secrets = new KnownSecrets(context, settings);
            assertThat(secrets.mask().text("got canary-1234.")).isEqualTo("got xxxxxx.");
            context.removeRoute("mine");
            context.removeRouteDefinition(context.getRouteDefinition("mine"));
            assertThat(secrets.mask().text("got canary-1234.")).isEqualTo("got canary-1234.");
        }
    }

    /** Resources of the same place are equal. */
    @Test
    void theDefaultOfAnEditedFileIsOne() throws Exception {
        String file = "- route: {id: mine, from: {uri: 'direct:mine', steps: [{log: '{{my.dev-token:%s}}'}]}}";
        try (DefaultCamelContext context = new DefaultCamelContext()) {
            context.start();
            KnownSecrets secrets = new KnownSecrets(context, settings);
            for (String value : List.of("canary-1234", "canary-5678")) {
                PluginHelper.getRoutesLoader(context)
                        .updateRoutes(ResourceHelper.fromString("mine.camel.yaml", file.formatted(value)));
                assertThat(secrets.mask().text("got " + value + ".")).isEqualTo("got xxxxxx.");
            }
        }
    }

    @Test
    void otherDefaultsAreNone() throws Exception {
        String file = "- route: {id: mine, from: {uri: 'direct:mine', steps: [{log: '{{my.site:canary-1234}}'}]}}";
        try (DefaultCamelContext context = new DefaultCamelContext()) {
            context.start();
            PluginHelper.getRoutesLoader(context).loadRoutes(ResourceHelper.fromString("mine.camel.yaml", file));
            assertThat(new KnownSecrets(context, settings).mask().text("at canary-1234"))
                    .isEqualTo("at canary-1234");
        }
    }

    /** {@code PWD} looks like the name of a password. */
    @Test
    void theWorkingDirectoryOfTheShellIsNone() {
        String folder = System.getenv("PWD");
        assumeThat(folder).isNotNull();
        assertThat(masked("file:" + folder + "/a.pcap")).isEqualTo("file:" + folder + "/a.pcap");
    }
}
