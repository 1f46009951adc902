package io.wadi.net;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AddressScopeTest {

    @ParameterizedTest
    @CsvSource({
        "8.8.8.8, public",
        "1.0.0.0, public",
        "223.255.255.255, public",
        "0.0.0.0, reserved",
        "0.255.255.255, reserved",
        "9.255.255.255, public",
        "10.0.0.0, private",
        "10.255.255.255, private",
        "11.0.0.0, public",
        "100.63.255.255, public",
        "100.64.0.0, private",
        "100.127.255.255, private",
        "100.128.0.0, public",
        "126.255.255.255, public",
        "127.0.0.1, loopback",
        "127.255.255.255, loopback",
        "169.253.255.255, public",
        "169.254.0.0, link-local",
        "169.255.0.0, public",
        "172.15.255.255, public",
        "172.16.0.0, private",
        "172.31.255.255, private",
        "172.32.0.0, public",
        "192.0.0.1, reserved",
        "192.0.1.0, public",
        "192.0.2.0, documentation",
        "192.0.2.255, documentation",
        "192.0.3.0, public",
        "192.167.255.255, public",
        "192.168.0.0, private",
        "192.169.0.0, public",
        "198.17.255.255, public",
        "198.18.0.0, reserved",
        "198.19.255.255, reserved",
        "198.20.0.0, public",
        "198.51.100.9, documentation",
        "198.51.101.0, public",
        "203.0.113.255, documentation",
        "203.0.114.0, public",
        "224.0.0.1, multicast",
        "239.255.255.255, multicast",
        "240.0.0.0, reserved",
        "255.255.255.254, reserved",
        "255.255.255.255, broadcast",
    })
    void knowsTheScopeOfIpv4Addresses(String address, String scope) {
        assertThat(AddressScope.of(IpAddress.parse(address)).label()).isEqualTo(scope);
    }

    @ParameterizedTest
    @CsvSource({
        "::, reserved",
        "::1, loopback",
        "::2, reserved",
        "::ffff:10.1.2.3, private",
        "::ffff:8.8.8.8, public",
        "64:ff9b::808:808, public",
        "64:ff9b:1::1, private",
        "64:ff9c::1, reserved",
        "100::1, reserved",
        "2001:4860:4860::8888, public",
        "2001::1, public",
        "2002:c000:204::1, public",
        "3ffe::1, public",
        "2001:2::1, reserved",
        "2001:2:1::1, public",
        "2001:10::1, reserved",
        "2001:1f:ffff::1, reserved",
        "2001:20::1, public",
        "2001:db7:ffff::1, public",
        "2001:db8::1, documentation",
        "2001:db8:ffff::1, documentation",
        "2001:db9::1, public",
        "3fff::1, documentation",
        "3fff:fff::1, documentation",
        "3fff:1000::1, public",
        "4000::1, reserved",
        "5f00::1, reserved",
        "fbff::1, reserved",
        "fc00::1, private",
        "fdff::1, private",
        "fe00::1, reserved",
        "fe80::1, link-local",
        "febf::1, link-local",
        "fec0::1, private",
        "ff02::1, multicast",
        "ff0e::1, multicast",
    })
    void knowsTheScopeOfIpv6Addresses(String address, String scope) {
        assertThat(AddressScope.of(IpAddress.parse(address)).label()).isEqualTo(scope);
    }
}
