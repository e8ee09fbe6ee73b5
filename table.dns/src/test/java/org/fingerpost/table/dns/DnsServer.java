package org.fingerpost.table.dns;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.BindException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

import org.xbill.DNS.CNAMERecord;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Master;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.SOARecord;
import org.xbill.DNS.Section;
import org.xbill.DNS.Type;

/**
 * A name server for tests: answers for all names from master-file lines. Names that begin with {@code silent.} get no answer,
 * {@code servfail.} and {@code refused.} those codes; {@code many.} is cut off over UDP.
 */
final class DnsServer implements AutoCloseable {

    private static final int MAX_UDP = 4096;
    private static final int MAX_ALIASES = 8;
    private static final int MAX_TRIES = 20;

    private final List<Record> zone = new ArrayList<>();
    private final DatagramSocket udp;
    private final ServerSocket tcp;
    final AtomicInteger questions = new AtomicInteger();

    DnsServer(String masterFile, int port) throws IOException {
        try (Master master = new Master(new ByteArrayInputStream(masterFile.getBytes(StandardCharsets.ISO_8859_1)), Name.root,
                3600)) {
            for (Record record = master.nextRecord(); record != null; record = master.nextRecord()) {
                zone.add(record);
            }
        }
        InetAddress local = InetAddress.getByName("127.0.0.1");
        ServerSocket listening = null;
        DatagramSocket socket = null;
        for (int tries = 0; listening == null; tries++) {
            socket = new DatagramSocket(port, local);
            try {
                listening = new ServerSocket(socket.getLocalPort(), 5, local);
            } catch (BindException e) { // another program has this number for TCP
                socket.close();
                if (port != 0 || tries == MAX_TRIES) {
                    throw e;
                }
            }
        }
        udp = socket;
        tcp = listening;
        daemon(this::serveUdp);
        daemon(this::serveTcp);
    }

    InetSocketAddress address() {
        return (InetSocketAddress) udp.getLocalSocketAddress();
    }

    private static void daemon(Runnable work) {
        Thread thread = new Thread(work, "dns-server");
        thread.setDaemon(true);
        thread.start();
    }

    private void serveUdp() {
        byte[] buffer = new byte[MAX_UDP];
        while (!udp.isClosed()) {
            try {
                DatagramPacket packet = new DatagramPacket(buffer, buffer.length);
                udp.receive(packet);
                Message query = new Message(java.util.Arrays.copyOf(buffer, packet.getLength()));
                Message answer = answer(query, true);
                if (answer != null) {
                    byte[] octets = answer.toWire();
                    udp.send(new DatagramPacket(octets, octets.length, packet.getSocketAddress()));
                }
            } catch (IOException e) {
                // closed, or a question that is none
            }
        }
    }

    private void serveTcp() {
        while (!tcp.isClosed()) {
            try (Socket socket = tcp.accept()) {
                DataInputStream in = new DataInputStream(socket.getInputStream());
                byte[] query = new byte[in.readUnsignedShort()];
                in.readFully(query);
                byte[] answer = answer(new Message(query), false).toWire();
                DataOutputStream out = new DataOutputStream(socket.getOutputStream());
                out.writeShort(answer.length);
                out.write(answer);
                out.flush();
            } catch (IOException e) {
                // closed
            }
        }
    }

    /** Null for none. */
    private Message answer(Message query, boolean overUdp) {
        questions.incrementAndGet();
        Record question = query.getQuestion();
        Message answer = new Message(query.getHeader().getID());
        answer.getHeader().setFlag(Flags.QR);
        answer.getHeader().setFlag(Flags.RA);
        answer.addRecord(question, Section.QUESTION);
        String name = question.getName().toString();
        if (name.startsWith("silent.")) {
            return null;
        } else if (name.startsWith("servfail.") || name.startsWith("refused.")) {
            answer.getHeader().setRcode(name.startsWith("servfail.") ? Rcode.SERVFAIL : Rcode.REFUSED);
        } else if (name.startsWith("many.") && overUdp) {
            answer.getHeader().setFlag(Flags.TC);
        } else {
            fill(answer, question.getName(), question.getType(), 0);
        }
        return answer;
    }

    private void fill(Message answer, Name name, int type, int aliases) {
        boolean exists = false;
        boolean found = false;
        Name alias = null;
        for (Record record : zone) {
            exists |= record.getName().subdomain(name);
            if (record.getName().equals(name) && (record.getType() == type || record.getType() == Type.CNAME)) {
                answer.addRecord(record, Section.ANSWER);
                found = true;
                alias = record instanceof CNAMERecord cname && type != Type.CNAME ? cname.getTarget() : null;
            }
        }
        if (alias != null && aliases < MAX_ALIASES) {
            fill(answer, alias, type, aliases + 1);
        } else if (!found) {
            answer.getHeader().setRcode(exists ? Rcode.NOERROR : Rcode.NXDOMAIN);
            answer.addRecord(new SOARecord(Name.root, DClass.IN, 60, Name.root, Name.root, 1, 1, 1, 1, 60), Section.AUTHORITY);
        }
    }

    @Override
    public void close() throws IOException {
        udp.close();
        tcp.close();
    }

    /** For trials by hand: {@code DnsServer FILE PORT}, for two minutes. */
    public static void main(String[] args) throws Exception {
        String zone = java.nio.file.Files.readString(java.nio.file.Path.of(args[0]));
        try (DnsServer server = new DnsServer(zone, Integer.parseInt(args[1]))) {
            System.out.println("at " + server.address());
            Thread.sleep(120_000);
        }
    }
}
