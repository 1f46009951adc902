package io.wadi.packet.app;

import io.wadi.net.Bytes;

/** The control connection of FTP (RFC 959): a greeting that names it, and commands that no other protocol has. */
final class Ftp implements ApplicationDecoder {

    private static final String[] COMMANDS = {
        "PASV\r\n",
        "EPSV\r\n",
        "PORT ",
        "EPRT |",
        "TYPE I\r\n",
        "TYPE A\r\n",
        "RETR ",
        "STOR ",
        "SYST\r\n",
        "MLSD",
        "CWD "
    };

    @Override
    public String protocol() {
        return "FTP";
    }

    @Override
    public void register(DecoderRegistry registry) {
        registry.tcp(this).starting("2PETRSMC");
    }

    @Override
    public boolean recognise(Bytes payload, ApplicationContext context) {
        if (payload.startsWith(0, "220")) {
            int end = Text.lineEnd(payload, 0);
            return Text.isReply(payload) && Text.contains(payload, 4, end, "FTP");
        }
        return isEndOfLine(payload) && Text.startsWithAny(payload, 0, COMMANDS);
    }

    private static boolean isEndOfLine(Bytes payload) {
        return payload.length() >= 6 && payload.u16(payload.length() - 2) == 0x0d0a;
    }
}
