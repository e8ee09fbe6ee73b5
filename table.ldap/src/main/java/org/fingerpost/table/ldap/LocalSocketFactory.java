package org.fingerpost.table.ldap;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Path;

import javax.net.SocketFactory;

/** Sockets that connect to one Unix-domain socket, whatever address they are told. */
final class LocalSocketFactory extends SocketFactory {

    private final Path path;

    LocalSocketFactory(Path path) {
        this.path = path;
    }

    @Override
    public Socket createSocket() {
        return new LocalStream(path);
    }

    private Socket connected() throws IOException {
        Socket socket = createSocket();
        socket.connect(null, 0);
        return socket;
    }

    @Override
    public Socket createSocket(String host, int port) throws IOException {
        return connected();
    }

    @Override
    public Socket createSocket(String host, int port, InetAddress from, int fromPort) throws IOException {
        return connected();
    }

    @Override
    public Socket createSocket(InetAddress host, int port) throws IOException {
        return connected();
    }

    @Override
    public Socket createSocket(InetAddress host, int port, InetAddress from, int fromPort) throws IOException {
        return connected();
    }
}
