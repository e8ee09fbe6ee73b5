package org.fingerpost.itest.process;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;

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
 * A name server for all names, over UDP and TCP on 127.0.0.1. Its records are lines of a master file (RFC 1035 §5) with names in
 * full, such as {@code example.test. 60 MX 10 mx.example.test.}; {@link #serve} replaces them. Questions for names that begin
 * with {@code silent.} are not answered, those for {@code servfail.} with that code.
 */
public final class NameServer implements AutoCloseable {

    /** {@code etc/dns.cfg} of instances that shall ask nobody. */
    public static final String NOBODY = "servers = 127.0.0.1:1\n";

    private static final int MAX_UDP = 4096;
    private static final int MAX_ALIASES = 8;
    private static final int PATIENCE = 10_000;

    private final DatagramSocket udp;
    private final ServerSocket tcp;
    private volatile List<Record> zone = List.of();

    /** @param port 0 for any */
    public NameServer(int port, String... records) throws IOException {
        InetAddress local = InetAddress.getByName("127.0.0.1");
        udp = new DatagramSocket(port, local);
        tcp = new ServerSocket(udp.getLocalPort(), 50, local);
        serve(records);
        daemon(this::answerUdp);
        daemon(this::answerTcp);
    }

    public int port() {
        return udp.getLocalPort();
    }

    /** From now on these records, and no others. */
    public void serve(String... records) throws IOException {
        byte[] text = (String.join("\n", records) + "\n").getBytes(StandardCharsets.ISO_8859_1);
        List<Record> read = new ArrayList<>();
        try (Master master = new Master(new ByteArrayInputStream(text), Name.root, 1)) {
            for (Record record = master.nextRecord(); record != null; record = master.nextRecord()) {
                read.add(record);
            }
        }
        zone = read;
    }

    private static void daemon(Runnable work) {
        Thread thread = new Thread(work, "name-server");
        thread.setDaemon(true);
        thread.start();
    }

    private void answerUdp() {
        byte[] buffer = new byte[MAX_UDP];
        while (!udp.isClosed()) {
            try {
                DatagramPacket packet = new DatagramPacket(buffer, buffer.length);
                udp.receive(packet);
                Message answer = answer(new Message(Arrays.copyOf(buffer, packet.getLength())));
                if (answer != null) {
                    byte[] octets = answer.toWire(MAX_UDP);
                    udp.send(new DatagramPacket(octets, octets.length, packet.getSocketAddress()));
                }
            } catch (IOException e) {
                // closed, or a question that is none
            }
        }
    }

    private void answerTcp() {
        while (!tcp.isClosed()) {
            try (Socket socket = tcp.accept()) {
                socket.setSoTimeout(PATIENCE);
                DataInputStream in = new DataInputStream(socket.getInputStream());
                byte[] query = new byte[in.readUnsignedShort()];
                in.readFully(query);
                Message answer = answer(new Message(query));
                if (answer != null) {
                    byte[] octets = answer.toWire();
                    DataOutputStream out = new DataOutputStream(socket.getOutputStream());
                    out.writeShort(octets.length);
                    out.write(octets);
                    out.flush();
                }
            } catch (IOException e) {
                // closed, or a question that is none
            }
        }
    }

    /** Null for none. */
    private Message answer(Message query) {
        Record question = query.getQuestion();
        String name = question.getName().toString();
        if (name.startsWith("silent.")) {
            return null;
        }
        Message answer = new Message(query.getHeader().getID());
        answer.getHeader().setFlag(Flags.QR);
        answer.getHeader().setFlag(Flags.AA);
        answer.getHeader().setFlag(Flags.RA);
        answer.addRecord(question, Section.QUESTION);
        if (name.startsWith("servfail.")) {
            answer.getHeader().setRcode(Rcode.SERVFAIL);
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
            answer.addRecord(new SOARecord(Name.root, DClass.IN, 1, Name.root, Name.root, 1, 1, 1, 1, 1), Section.AUTHORITY);
        }
    }

    @Override
    public void close() throws IOException {
        udp.close();
        tcp.close();
    }

    /** For scripts: {@code NameServer FILE PORT}, until it is ended; the file is read again whenever it has changed. */
    public static void main(String[] args) throws Exception {
        Path file = Path.of(args[0]);
        try (NameServer server = new NameServer(Integer.parseInt(args[1]), Files.readString(file, StandardCharsets.ISO_8859_1))) {
            System.out.println("ready 127.0.0.1:" + server.port());
            Object known = Files.getLastModifiedTime(file);
            while (true) {
                TimeUnit.MILLISECONDS.sleep(500);
                if (!Files.getLastModifiedTime(file).equals(known)) {
                    known = Files.getLastModifiedTime(file);
                    server.serve(Files.readString(file, StandardCharsets.ISO_8859_1));
                }
            }
        }
    }
}
