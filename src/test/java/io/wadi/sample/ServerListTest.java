package io.wadi.sample;

import static org.assertj.core.api.Assertions.assertThat;

import com.maxmind.geoip2.DatabaseReader;
import io.wadi.net.IpAddress;
import io.wadi.sample.Server.Service;
import java.io.InputStream;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ServerListTest {

    private final List<Server> servers = ServerList.load();

    private Stream<IpAddress> addresses() {
        return servers.stream()
                .flatMap(server -> Stream.of(server.v4(), server.v6()))
                .filter(Objects::nonNull);
    }

    private static DatabaseReader database(String name) throws Exception {
        try (InputStream in = ServerListTest.class.getResourceAsStream("/" + name)) {
            return new DatabaseReader.Builder(in).build();
        }
    }

    @Test
    void everyAddressIsKnownToTheBundledDatabases() throws Exception {
        Set<String> countries = new TreeSet<>();
        try (DatabaseReader country = database("GeoLite2-Country.mmdb");
                DatabaseReader asn = database("GeoLite2-ASN.mmdb")) {
            for (IpAddress address : addresses().toList()) {
                countries.add(country.country(address.toInetAddress()).country().isoCode());
                assertThat(asn.tryAsn(address.toInetAddress()))
                        .as("AS of " + address)
                        .isPresent();
            }
        }
        assertThat(countries).hasSizeGreaterThan(30);
    }

    @Test
    void noNameOrAddressStandsThereTwice() {
        assertThat(addresses()).doesNotHaveDuplicates();
        assertThat(servers)
                .extracting(Server::name)
                .doesNotHaveDuplicates()
                .allMatch(name -> name.endsWith(".example"));
        assertThat(servers).hasSizeGreaterThan(100);
    }

    @Test
    void firstColumnIsV4AndSecondV6() {
        assertThat(servers)
                .allMatch(server ->
                        server.v4().isV4() && (!server.hasV6() || !server.v6().isV4()));
    }

    @ParameterizedTest
    @EnumSource(Service.class)
    void everyServiceIsOfferedBySomeone(Service service) {
        assertThat(servers).anyMatch(server -> server.services().contains(service) && server.weight() > 0);
    }

    @Test
    void packetsFromFarServersHaveFewerHopsLeft() {
        Server near = servers.stream()
                .filter(one -> one.name().equals("www.bank.example"))
                .findFirst()
                .orElseThrow();
        Server far = servers.stream()
                .filter(one -> one.name().equals("sail.auckland.example"))
                .findFirst()
                .orElseThrow();
        assertThat(near.over(false, Service.TLS, 1).ttl()).isEqualTo(58);
        assertThat(far.over(false, Service.TLS, 1).ttl()).isBetween(30, 45);
    }
}
