package io.wadi.net;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HostNameTest {

    @ParameterizedTest
    @CsvSource({
        "www.example.org, www.example.org",
        "www.example.org:8080, www.example.org",
        "www.example.org:, www.example.org",
        "www.example.org., www.example.org",
        "www.example.org.:443, www.example.org",
        "www.example.org..., www.example.org",
        "user@www.example.org, www.example.org",
        "user:word@www.example.org:80, www.example.org",
        "a@b@www.example.org, www.example.org",
        "'\t www.example.org \t', www.example.org",
        "xn--bcher-kva.example, xn--bcher-kva.example",
        "192.0.2.1:80, 192.0.2.1",
        "[2001:db8::5], 2001:db8::5",
        "[2001:DB8:0:0::5]:8080, 2001:db8::5",
        "user@[2001:db8::5]:8080, 2001:db8::5",
        "[fe80::1%25eth0]:80, fe80::1",
        "2001:db8:0::5, 2001:db8::5",
        "::1, ::1",
        "[v1.a], v1.a",
        "[2001:db8::5, [2001:db8::5",
        "example.org:http, example.org:http",
        "a:b:c, a:b:c"
    })
    void hasOneSpelling(String authority, String host) {
        assertThat(HostName.of(authority)).isEqualTo(host);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", ".", "...", ":80", "user@", "user@:80", "[]", ".:80"})
    void isAbsentWhereNothingIsLeft(String authority) {
        assertThat(HostName.of(authority)).isNull();
    }

    @Test
    void isAbsentWithoutText() {
        assertThat(HostName.of(null)).isNull();
    }

    @Test
    void keepsBytesThatAreNotAscii() {
        assertThat(HostName.of("b\u00c3\u00bccher.example:80")).isEqualTo("b\u00c3\u00bccher.example");
        assertThat(HostName.of("[\u2460::1]")).isEqualTo("\u2460::1");
    }
}
