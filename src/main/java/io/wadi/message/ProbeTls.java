package io.wadi.message;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;

/**
 * TLS connections that only ask which protocol a server speaks. They accept every certificate: the question is no secret, and
 * Kafka's client, which sends the secrets, checks the certificate itself.
 */
final class ProbeTls {

    private ProbeTls() {}

    /**
     * Connects.
     *
     * @param millis the longest wait for the connection
     * @throws IOException if the server is away
     */
    static SSLSocket connect(InetSocketAddress server, int millis) throws IOException {
        Socket plain = new Socket();
        try {
            plain.connect(
                    new InetSocketAddress(InetAddress.getByName(server.getHostString()), server.getPort()), millis);
            plain.setSoTimeout(millis);
            return (SSLSocket)
                    context().getSocketFactory().createSocket(plain, server.getHostString(), server.getPort(), true);
        } catch (IOException e) {
            plain.close();
            throw e;
        }
    }

    private static SSLContext context() throws IOException {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, new TrustManager[] {new Everything()}, null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IOException(e);
        }
    }

    private static final class Everything implements X509TrustManager {

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type) {}

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
