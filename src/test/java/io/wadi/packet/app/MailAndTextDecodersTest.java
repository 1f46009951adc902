package io.wadi.packet.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.wadi.packet.Wire;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Mail and other protocols of text lines. */
class MailAndTextDecodersTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        SMTP | tcp | 25 | 50000 | 220 mail.example.org ESMTP Postfix\\r\\n
        SMTP | tcp | 50000 | 2525 | EHLO client.example.org\\r\\n
        SMTP | tcp | 57309 | 587 | DATA\\r\\n
        FTP | tcp | 2121 | 50000 | 220 (vsFTPd 3.0.3) FTP server\\r\\n
        FTP | tcp | 50694 | 2121 | TYPE I\\r\\n
        POP3 | tcp | 9110 | 50000 | +OK Dovecot POP3 ready\\r\\n
        POP3 | tcp | 50000 | 110 | USER someone\\r\\n
        IMAP | tcp | 9143 | 50000 | * OK [CAPABILITY IMAP4rev1 STARTTLS] ready\\r\\n
        IMAP | tcp | 50000 | 143 | a1 LOGIN someone secret\\r\\n
        NNTP | tcp | 119 | 55630 | 200 Leafnode NNTP Daemon, version 1.11.7\\r\\n
        IRC | tcp | 8000 | 45921 | :card.freenode.net NOTICE * :*** Looking up your hostname\\r\\n
        IRC | tcp | 45921 | 8000 | USER xxxxx +iw xxxxx :Xxxxxx Xxxx\\r\\n
        XMPP | tcp | 50000 | 5222 | <iq type='get' id='1'/>
        XMPP | tcp | 50000 | 15222 | <?xml version='1.0'?><stream:stream to='example.org' xmlns='jabber:client'>
        Telnet | tcp | 23 | 50000 | 0xfffd18fffd20
        Whois | tcp | 44188 | 43 | example.com\\r\\n
        Git | tcp | 47991 | 19418 | 0036git-upload-pack /project.git\\0host=example.org\\0
        rsync | tcp | 54489 | 1873 | @RSYNCD: 30.0\\n
        Munin | tcp | 4949 | 45654 | # munin node at kibana-node01\\n
        Kismet | tcp | 2501 | 34065 | *KISMET: 0.0.0 1144004381 \\0
        tinc | tcp | 59244 | 55655 | 0 think 17\\n
        Ookla | tcp | 37790 | 8080 | HI 8e17cb65-c6b5-4b39-adcc-97006a1e4537\\n
        PJL | tcp | 50000 | 39100 | 0x1b252d3132333435584050
        """)
    void isRecognised(String protocol, String transport, int srcPort, int dstPort, String payload) {
        assertThat(Wire.row(transport, srcPort, dstPort, payload).protocol()).isEqualTo(protocol);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        SMTP | tcp | 21 | 50000 | 220 (vsFTPd 3.0.3)\\r\\n
        FTP | tcp | 50000 | 12345 | TYPE X
        POP3 | tcp | 6380 | 50000 | +OK\\r\\n
        IMAP | tcp | 9143 | 50000 | * OK ready\\r\\n
        IRC | tcp | 8000 | 45921 | :just a line with a colon\\r\\n
        XMPP | tcp | 5222 | 50000 | 0x3eeb0c79a0f7942998190b3499bbf6a2
        tinc | tcp | 59244 | 55655 | 0 think 18\\n
        Git | tcp | 47991 | 19418 | 0036git-something-else /project.git
        """)
    void isNotGuessed(String protocol, String transport, int srcPort, int dstPort, String payload) {
        assertThat(Wire.row(transport, srcPort, dstPort, payload).protocol()).isNotEqualTo(protocol);
    }
}
