package io.wadi.sample;

import io.wadi.net.IpAddress;
import io.wadi.sample.Server.Service;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The public servers of the sample. The addresses are long-lived ones of universities, research networks, providers and
 * content networks, which GeoLite2 can locate. Their names and services are invented.
 */
final class ServerList {

    private static final long NANOS_PER_MILLI = 1_000_000;

    /** Name, services, weight, round trip from Zurich in milliseconds, IPv4, IPv6; the rest is a comment. */
    private static final String ROWS = """
        cdn.video.example           tls,quic  95  24 52.48.10.10     2a03:2880:f12d:83:face:b00c:0:25de  IE
        drive.cloud.example         tls,quic  80 116 52.216.10.10    2600:1f18::10                       US
        www.search.example          tls,quic  70 162 35.190.10.10    2a00:1450:400a:800::2004            US
        mail.office.example         tls,mail  60 120 40.97.100.10    -                                   US
        static.news.example         tls,quic  55  19 199.232.40.10   -                                   DK
        www.shop.example            tls,http  50   8 88.198.21.14    2a01:4f8:121:30a::2                 DE
        img.social.example          tls,quic  48  24 31.13.72.36     -                                   IE
        api.chat.example            tls       45  12 213.186.33.5    2001:41d0:1:1b00:213:186:33:5       FR
        meet.video.example          tls,quic  40  11 128.93.162.84   2001:660:3003:2::4:20               FR
        www.bank.example            tls       24   3 129.132.19.216  2001:67c:10ec:4380::2               CH
        api.weather.example         tls       30   7 131.159.0.35    2001:638:60f:110::1:2               DE
        updates.desktop.example     http,tls  42  36 130.239.18.165  2001:6b0:19::165                    SE
        mirror.linux.example        http,tls  30  33 128.214.222.24  2001:708:10:8::2                    FI
        git.code.example            tls,ssh   30   8 131.188.12.211  -                                   DE
        registry.packages.example   tls,quic  28  12 104.16.132.229  2606:4700:4700::64                  US
        music.stream.example        tls,quic  38  27 130.237.28.40   2001:6b0:1:1300::1                  SE
        maps.travel.example         tls,quic  26  12 172.217.168.4   2607:f8b0:4004:800::200e            US
        ads.metrics.example         tls,quic  24  12 151.101.1.67    -                                   US
        telemetry.desktop.example   tls       26  12 13.107.42.14    2620:1ec:c11::200                   US
        login.office.example        tls       26  12 204.79.197.200  -                                   US
        www.railway.example         tls       18   6 188.184.9.234   2001:1458:d00:34::100:125           CH
        mail.post.example           mail,tls  30   3 80.74.140.181   -                                   CH
        imap.work.example           mail      22  13 37.97.254.27    -                                   NL
        en.encyclopedia.example     tls       28  13 91.198.174.192  -                                   NL
        media.encyclopedia.example  tls       16 139 208.80.154.224  2620:0:861:ed1a::1                  US
        push.phone.example          tls       24  12 17.253.144.10   -                                   US
        firmware.printer.example    http       8  16 131.111.150.25  -                                   GB
        ocsp.trust.example          http      22  12 23.215.0.136    2606:2800:220:1:248:1893:25c8:1946  US
        www.cinema.example          tls       12  17 129.67.242.154  2001:630:212:200::80                GB
        player.radio.example        tls,quic  20  16 212.58.244.70   -                                   GB
        tickets.festival.example    tls        8  24 129.215.13.80   -                                   GB
        feeds.sport.example         tls,quic  18  20 130.88.98.10    2001:630:1:128::146                 GB
        build.code.example          tls,ssh   16  13 145.18.12.1     2001:888:0:18::80                   NL
        docs.standards.example      tls        9  13 193.0.6.139     2001:67c:2e8:22::c100:68b           NL
        library.university.example  tls       10  11 134.58.64.12    2001:6a8:3c80::1                    BE
        www.recipes.example         tls        9  12 157.193.43.50   -                                   BE
        shop.furniture.example      tls,quic  12  27 194.68.13.10    2a00:801:f0:106::38                 SE
        www.fjordtours.example      tls        7  33 129.241.56.30   2001:700:100:118::130               NO
        data.ocean.example          tls        6  26 158.38.213.24   -                                   NO
        bikes.copenhagen.example    tls        7  19 130.226.195.130 2001:878:346::116                   DK
        media.design.example        tls,quic   9  21 192.38.8.22     -                                   DK
        www.aurora.example          tls        5  47 130.208.165.63  -                                   IS
        cloud.books.example         tls        9  24 134.226.14.55   2001:770:18:aa40::c101:c140         IE
        prensa.diario.example       tls,http   9  24 138.100.200.6   2001:720:418:ca00::7                ES
        noticias.lisboa.example     tls        7  28 193.136.60.20   2001:690:21c0:a::80                 PT
        moda.milano.example         tls,quic  10   7 130.192.182.33  2001:760:2:2::10                    IT
        host.arezzo.example         tls,http   7  11 62.149.140.17   -                                   IT
        www.opera.example           tls        8  13 131.130.70.8    2001:62a:4:302::1                   AT
        ski.alpen.example           tls        8  13 193.170.140.5   2001:628:21f0:80::80:15             AT
        mapy.prague.example         tls,quic   9  12 147.32.3.202    2a02:598:4444:1::2                  CZ
        obchod.brno.example         tls        6  13 77.75.75.172    2001:1488:0:3::2                    CZ
        poczta.warsaw.example       tls,mail   8  20 193.219.28.2    2001:6a0:0:21::60:2                 PL
        foto.krakow.example         tls        5  18 149.156.96.3    -                                   PL
        hirek.budapest.example      tls        5  16 152.66.115.203  2001:738:0:411:20f:1fff:fe6e:ec1e   HU
        stiri.bucharest.example     tls        5  26 141.85.227.111  2001:b30:1::1                       RO
        apps.cluj.example           tls        5  22 193.226.5.151   -                                   RO
        novini.sofia.example        tls        4  24 62.44.96.1      -                                   BG
        ferries.aegean.example      tls        5  30 147.102.222.210 2001:648:2ffc:1112::10              GR
        haber.ankara.example        tls        6  38 144.122.145.146 2001:a98:11::1                      TR
        pazar.istanbul.example      tls,http   6  33 160.75.25.61    -                                   TR
        forum.dnipro.example        tls        4  36 195.24.128.164  -                                   UA
        e.tartu.example             tls        4  32 193.40.5.113    -                                   EE
        www.riga.example            tls        4  28 195.13.160.52   -                                   LV
        port.klaipeda.example       http       3  24 193.219.76.2    -                                   LT
        poisk.moscow.example        tls,quic  10  40 188.44.50.103   2a02:6b8:a::a                       RU
        startup.telaviv.example     tls,quic   8  50 132.66.11.168   2001:bf8:200:4::1                   IL
        press.capetown.example      tls        5 157 137.158.154.230 2001:4200:fffe::1                   ZA
        mine.johannesburg.example   tls        3 146 146.141.13.50   -                                   ZA
        news.cairo.example          tls,http   4  49 41.33.29.10     -                                   EG
        pay.nairobi.example         tls        4 103 197.136.58.20   -                                   KE
        radio.akure.example         http       2  79 196.220.128.81  -                                   NG
        www.rabat.example           tls        3  36 196.200.131.30  -                                   MA
        cocoa.accra.example         tls        2  79 102.176.20.10   -                                   GH
        air.dubai.example           tls,quic   7  83 94.200.200.200  -                                   AE
        oil.riyadh.example          tls        3  71 212.138.64.10   -                                   SA
        cricket.mumbai.example      tls,quic   8 114 103.21.124.10   2001:4408:6:1::10                   IN
        portal.delhi.example        tls,http   6 107 164.100.128.10  -                                   IN
        port.singapore.example      tls,quic   9 177 137.132.21.27   -                                   SG
        trade.singapore.example     tls        7 177 155.69.7.173    -                                   SG
        manga.tokyo.example         tls,quic  10 165 133.11.124.164  2001:200:0:8803:203:178:141:194     JP
        temple.nara.example         tls        4 164 163.221.80.13   2001:df0:2ed:feed::feed             JP
        games.seoul.example         tls,quic   9 152 147.46.10.58    2001:320:1a:10::48                  KR
        parts.factory.example       tls       12 138 166.111.4.100   2402:f000:1:400::2                  CN
        cloud.hangzhou.example      tls        7 156 223.5.5.5       -                                   CN
        lab.hefei.example           tls        3 156 202.120.2.119   2001:da8:d800:95::110               CN
        chips.taipei.example        tls        8 165 140.112.8.116   2001:288:1:1002::10                 TW
        finance.hongkong.example    tls,quic   7 161 147.8.2.58      -                                   HK
        food.bangkok.example        tls        4 156 161.200.192.1   -                                   TH
        batik.bekasi.example        tls        3 192 152.118.24.15   -                                   ID
        www.penang.example          tls        3 185 103.6.198.10    -                                   MY
        kopi.lampung.example        http       2 189 103.3.46.10     -                                   ID
        islands.manila.example      tls        3 180 202.90.136.10   -                                   PH
        pho.saigon.example          tls        3 160 210.245.24.20   -                                   VN
        surf.canberra.example       tls,quic   6 283 150.203.4.17    2001:388:30bc:cafe::beef            AU
        wine.adelaide.example       tls        4 274 130.102.131.123 2001:44b8:1::1                      AU
        sail.auckland.example       tls        4 315 130.216.159.110 2404:138:4000::1                    NZ
        open.courses.example        tls,quic  14 139 18.9.22.69      -                                   US
        search.archive.example      tls        9 162 171.67.215.200  -                                   US
        unix.berkeley.example       tls,ssh    8 162 128.32.203.137  -                                   US
        astro.annarbor.example      tls        5 119 141.211.243.251 -                                   US
        bbq.austin.example          tls        5 150 128.83.40.144   -                                   US
        press.princeton.example     tls        5 111 128.112.132.86  2001:400:14:3::d                    US
        coffee.seattle.example      tls,quic   9 146 128.208.3.120   -                                   US
        ci.opensource.example       tls,ssh   10 139 140.211.166.134 2605:bc80:3010::134                 US
        payments.checkout.example   tls       14 116 54.239.28.85    -                                   US
        hockey.toronto.example      tls        7 113 142.150.210.13  2001:410:102:1::1                   CA
        ski.vancouver.example       tls        4 143 142.103.96.89   -                                   CA
        jazz.montreal.example       tls        5 104 132.216.177.160 -                                   CA
        mercado.mexico.example      tls,http   6 167 132.248.10.44   2001:1218:400::10                   MX
        futebol.campinas.example    tls,quic   7 165 143.106.10.174  2801:8a:c040:fcce::160              BR
        praia.brasil.example        tls        5 164 143.107.205.40  2001:12ff:0:2::3                    BR
        tango.buenosaires.example   tls        5 194 157.92.4.1      -                                   AR
        campus.cordoba.example      tls        3 196 200.16.16.1     -                                   AR
        andes.santiago.example      tls        5 206 146.155.4.140   -                                   CL
        cafe.bogota.example         tls        4 157 168.176.5.100   -                                   CO
        www.montevideo.example      tls        3 190 164.73.128.5    -                                   UY
        pura.sanjose.example        tls        3 162 163.178.104.150 -                                   CR
        www.asuncion.example        http       2 177 200.10.231.1    -                                   PY
        ntp1.clock.example          ntp       10   3 195.176.255.9   2001:620:0:ff::3                    CH
        ntp2.clock.example          ntp        8  12 141.30.62.23    -                                   DE
        ntp3.clock.example          ntp        6  26 129.240.118.130 -                                   NO
        ntp4.clock.example          ntp        4 165 203.178.137.175 -                                   JP
        dns1.resolver.example       dns       10  12 8.8.8.8         2001:4860:4860::8888                US
        dns2.resolver.example       dns        8   4 1.1.1.1         2606:4700:4700::1111                AU
        dns3.resolver.example       dns        5   7 9.9.9.9         2620:fe::fe                         FR
        shell.vps.example           ssh       12  10 46.4.84.25      -                                   DE
        jump.partner.example        ssh        8  33 130.233.224.196 -                                   FI
        """;

    private ServerList() {}

    /** All servers, in the order of the list. */
    static List<Server> load() {
        return ROWS.lines().map(ServerList::server).toList();
    }

    private static Server server(String row) {
        String[] fields = row.split(" +");
        long rtt = Integer.parseInt(fields[3]) * NANOS_PER_MILLI;
        IpAddress v6 = fields[5].equals("-") ? null : IpAddress.parse(fields[5]);
        return new Server(
                fields[0], services(fields[1]), Integer.parseInt(fields[2]), rtt, IpAddress.parse(fields[4]), v6);
    }

    private static Set<Service> services(String names) {
        return Arrays.stream(names.toUpperCase(Locale.ROOT).split(","))
                .map(Service::valueOf)
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(Service.class)));
    }
}
