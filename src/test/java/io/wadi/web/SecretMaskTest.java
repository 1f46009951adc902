package io.wadi.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.Json;
import java.util.List;
import org.apache.camel.util.URISupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SecretMaskTest {

    private static final SecretMask MASK = new SecretMask(List.of("v4lue<&>", "v4lue<&>-longer", "wadi", ""));

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "to[http://h?authPassword=RAW(a)b&c)&x=y] | to[http://h?authPassword=xxxxxx&x=y]",
                "to[http://h?x=y&apiToken=abc] | to[http://h?x=y&apiToken=xxxxxx",
                "kafka:t?saslJaasConfig=RAW(M required password=\"a b)\";)&x=y | kafka:t?saslJaasConfig=xxxxxx&x=y",
                "Failed: http://h?password=RAW(a b) because it is wrong | Failed: http://h?password=xxxxxx because it is wrong",
                "ftp://user:abc@host/x | ftp://user:xxxxxx@host/x",
                "ftp:user:abc@host/x | ftp:user:xxxxxx@host/x",
                "slack:#noc?webhookUrl=http://h/a&x=y | slack:#noc?webhookUrl=xxxxxx&x=y",
                "Bearer abcdef.ghi | Bearer xxxxxx",
                "http://h/sms?to=1&pass=abc&user=x | http://h/sms?to=1&pass=xxxxxx&user=xxxxxx",
                "login with pass=abc failed | login with pass=xxxxxx failed",
                "{smtpPass=abc, x=1} | {smtpPass=xxxxxx, x=1}",
                "{\"password\": \"a 'b\", \"x\": 1} | {\"password\": xxxxxx, \"x\": 1}",
                "{password=abc, x=1} | {password=xxxxxx, x=1}",
                "a v4lue<&>-longer b v4lue<&> | a xxxxxx b xxxxxx",
                "http://h?authPassword=xxxxxxrest) | http://h?authPassword=xxxxxx",
            })
    void secretsAreMasked(String text, String masked) {
        assertThat(MASK.text(text)).isEqualTo(masked);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://h/5%20%25%3C1%3Ecret%22?x=1",
                "http://h/5+%25%3C1%3Ecret%22?x=1",
                "5 %<1>cret\"",
                "{\"a\":\"5 %<1>cret\"\"}"
            })
    void theSpellingsOfASecretAreMasked(String text) {
        SecretMask mask = new SecretMask(List.of("5 %<1>cret\""));
        assertThat(mask.text(text)).contains(SecretMask.MASK).doesNotContain("cret");
        assertThat(mask.name(text)).contains(SecretMask.MASK).doesNotContain("cret");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "kafka:packets?groupId=wadi&keyDeserializer=org.apache.kafka.Bytes",
                "http://h?authPassword={{my.secret}}&authMethod=Basic",
                "http://h?authPassword=RAW({{env:MAIL_PASSWORD}})",
                "org.apache.camel:context=wadi,name=\"http://h?authPassword=xxxxxx\",type=endpoints",
                "Kafka refuses the password: check the setting",
                "log:x?bypass=true&passive=true&compass=1",
                "",
            })
    void otherTextsStay(String text) {
        assertThat(MASK.text(text)).isEqualTo(text);
    }

    /** The value that the header of a webhook must have is a secret, too, if the header is. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "${header.X-Token} != 'hunter2' | ${header.X-Token} != xxxxxx",
                "${header.X-Token}=='hunter2' && ${body} == 'x' | ${header.X-Token}==xxxxxx && ${body} == 'x'",
                "${variable.dbPassword} contains \"hunter2\" | ${variable.dbPassword} contains xxxxxx",
                "${header[apiKey]} !in 'hunter2,hunter3' | ${header[apiKey]} !in xxxxxx",
                "${header.Authorization} =~ 'hunter2' | ${header.Authorization} =~ xxxxxx",
                "'hunter2' == ${header.X-Token} | xxxxxx == ${header.X-Token}",
                "headers.get(\"X-Token\").equals(\"hunter2\") | headers.get(\"X-Token\").equals(xxxxxx)",
                "headers.token.equals('hunter2') | headers.token.equals(xxxxxx)",
                "$[?(@.token == 'hunter2')] | $[?(@.token == xxxxxx)]",
                "/order[@token = 'hunter2'] | /order[@token = xxxxxx]",
                "Basic%20aHVudGVyMg== | Basic%20xxxxxx",
            })
    void whatASecretIsComparedWithIsMasked(String text, String masked) {
        assertThat(MASK.text(text)).isEqualTo(masked);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "${header.X-Token} != '{{my.token}}'",
                "${header.X-Token} == ${header.other} && ${body} == 'x'",
                "${body} == 'x' && ${header.X-Token} == ${header.other}",
                "'x' == ${body} && ${header.X-Token} == ${header.other}",
                "${header.X-Token} == null ? 'none' : 'some'",
            })
    void otherComparisonsStay(String text) {
        assertThat(MASK.text(text)).isEqualTo(text);
    }

    @Test
    void ofXmlTheTextsAndTheAttributesAreMasked() {
        assertThat(MASK.text("""
                        <route><to uri="http://h?authPassword=RAW(a&quot;b&amp;c)&amp;x=y"/>
                        <constant>v4lue&lt;&amp;&gt;</constant><pgp password="abc" keyUserid="u" size="1"/>
                        <pgp password="{{my.pgp}}"/><log message="a &lt; b"/></route>""")).isEqualTo("""
                        <route><to uri="http://h?authPassword=xxxxxx&amp;x=y"/>
                        <constant>xxxxxx</constant><pgp password="xxxxxx" keyUserid="u" size="1"/>
                        <pgp password="{{my.pgp}}"/><log message="a &lt; b"/></route>""");
    }

    /** Patterns without limits would take minutes. */
    @ParameterizedTest
    @ValueSource(strings = {"token", "?token=RAW(", "&token", "://a:"})
    void longTextsAreMaskedToo(String part) {
        String text = part.repeat(100_000);
        assertThat(MASK.text(text).length()).isLessThanOrEqualTo(text.length());
        assertThat(MASK.name(text).length()).isLessThanOrEqualTo(text.length());
    }

    @Test
    void aNameOfAnMBeanStaysOne() {
        assertThat(MASK.name("org.apache.camel:name=\"http://h?cookie=abc\",type=endpoints"))
                .isEqualTo("org.apache.camel:name=\"http://h?cookie=xxxxxx\",type=endpoints");
    }

    @Test
    void aSecretInAnAddressAsCamelWritesIt() throws Exception {
        for (String secret : List.of("ab cd+ef/gh%41ij", "aa&bb<cc>dd'ee")) {
            String name = URISupport.normalizeUri("http://h/v1/" + secret);
            assertThat(new SecretMask(List.of(secret)).name(name)).isEqualTo("http://h/v1/" + SecretMask.MASK);
        }
    }

    /** Other languages write hexadecimal digits in lower case, encode fewer characters, or escape for HTML. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "t0k%2ben%2fwith+%22quo%5cte%22+%26%c3%bc",
                "t0k%2Ben%2Fwith%20%22quo%5Cte%22%20%26%C3%BC",
                "t0k+en/with%20%22quo%5Cte%22%20&%C3%BC",
                "t0k+en/with &quot;quo\\te&quot; &amp;ü",
                "t0k&#43;en&#x2F;with &#34;quo&#92;te&#x22; &#38;&#xfc;",
                "t0k+en\\/with \"quo\\\\te\" &\\u00FC",
            })
    void aSecretIsFoundInEachSpelling(String spelling) {
        SecretMask mask = new SecretMask(List.of("t0k+en/with \"quo\\te\" &ü"));
        assertThat(mask.text("a " + spelling + " b")).isEqualTo("a " + SecretMask.MASK + " b");
    }

    @Test
    void aLongSecretIsMaskedInPieces() {
        String secret = "{\"+/&?=%<>'".repeat(1_001);
        String masked = new SecretMask(List.of(secret)).text("a " + Json.encode(secret) + " b");
        assertThat(masked).matches("a \"(xxxxxx)+\" b");
    }

    /** What would remain of the spelling of the last character is a syntax error in the name of an MBean. */
    @Test
    void nothingOfALastCharacterRemains() {
        SecretMask mask = new SecretMask(List.of("abcdef\\", "ghijkl&"));
        assertThat(mask.name("\"abcdef\\\",type=x")).isEqualTo("\"xxxxxx\",type=x");
        assertThat(mask.text("ghijkl&amp;, ghijkl%26")).isEqualTo("xxxxxx, xxxxxx");
    }

    /** Someone's secret is the word by which other secrets are found. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "Bearer hunter2hunter2",
                "password=hunter2",
                "\"password\": \"hunter2\"",
                "http://h?authPassword=hunter2&x=y",
                "https://password:hunter2@h",
            })
    void aSecretThatIsAWordHidesNoOtherFromTheMask(String text) {
        SecretMask mask = new SecretMask(List.of("Bearer", "password", "Password", "https:"));
        assertThat(mask.text(text)).contains(SecretMask.MASK).doesNotContain("hunter2");
        assertThat(mask.text("<a>" + text.replace("&", "&amp;") + "</a>")).doesNotContain("hunter2");
    }

    @Test
    void aSecretThatIsAWordHidesNoOtherFromTheMaskOfNames() {
        SecretMask mask = new SecretMask(List.of("Password"));
        assertThat(mask.name("name=\"http://h?authPassword=hunter2\"")).doesNotContain("hunter2");
    }

    /** What is masked by its name ends before what is known of it. */
    @Test
    void aKnownSecretLeavesNothingBehindItsName() {
        SecretMask mask = new SecretMask(List.of("hunter2 and more"));
        assertThat(mask.text("password=hunter2 and more, x")).isEqualTo("password=xxxxxx, x");
    }

    @Test
    void aSecretOfDigitsIsOneAsANumber() {
        SecretMask mask = new SecretMask(List.of("98765432"));
        assertThat(mask.isSecret(98765432L)).isTrue();
        assertThat(mask.isSecret(9876543)).isFalse();
    }

    /** A user chooses what Jolokia repeats. */
    @Test
    @Timeout(20)
    void aLongWordTakesNoLongerThanItsLength() {
        String word = "<a " + "a".repeat(1_000_000);
        assertThat(MASK.text(word)).isEqualTo(word);
    }
}
