package org.fingerpost.table.sql;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.lang.annotation.Annotation;
import java.lang.reflect.Proxy;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.LongAdder;

import com.sun.net.httpserver.HttpServer;

import org.fingerpost.api.instance.DaemonThreads;
import org.fingerpost.api.instance.Instance;
import org.fingerpost.api.table.Lookup;
import org.fingerpost.api.table.LookupTable;
import org.fingerpost.api.table.LookupTableType;
import org.fingerpost.api.table.TableDeclaration;
import org.fingerpost.api.table.TableType;
import org.osgi.service.jdbc.DataSourceFactory;
import org.postgresql.osgi.PGDataSourceFactory;

/**
 * Look-ups a second of tables that ask others, with nothing kept: each key another one of a million. Servers for sockets and HTTP are
 * in this process, PostgreSQL is not. In the package of table.sql, to make its parts without a container.
 */
public final class LookUps {

    private static final int KEYS = 1_000_000;
    private static final ExecutorService SERVERS = Executors.newCachedThreadPool(new DaemonThreads("server"));

    private LookUps() {
    }

    /** @param arguments the JDBC URL, seconds for each figure */
    public static void main(String[] arguments) throws Exception {
        int seconds = Integer.parseInt(arguments[1]);
        HttpServer http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        http.setExecutor(SERVERS);
        byte[] json = "{\"value\":\"somebody@host.example\"}".getBytes(StandardCharsets.US_ASCII);
        http.createContext("/", exchange -> {
            exchange.sendResponseHeaders(200, json.length);
            exchange.getResponseBody().write(json);
            exchange.close();
        });
        http.start();
        System.out.println("table\tthreads\tlook-ups/s");
        measure("sql", sql(arguments[0]), seconds);
        measure("http", open("http", "http://127.0.0.1:" + http.getAddress().getPort() + "/%0"), seconds);
        measure("socket", open("socket", "inet:" + serve(false) + "@127.0.0.1"), seconds);
        measure("tcp", open("tcp", "127.0.0.1:" + serve(true)), seconds);
        System.exit(0);
    }

    private static LookupTable open(String type, String declaration) throws Exception {
        LookupTableType opener = ServiceLoader.load(LookupTableType.class).stream()
                .filter(each -> List.of(each.type().getAnnotation(TableType.class).type()).contains(type)).findFirst()
                .orElseThrow().get();
        return opener.open(new TableDeclaration("t", type, declaration, Path.of("/")));
    }

    private static LookupTable sql(String url) throws Exception {
        Drivers drivers = new Drivers();
        drivers.bindFactory(new PGDataSourceFactory(), Map.of(DataSourceFactory.OSGI_JDBC_DRIVER_CLASS, "org.postgresql.Driver"));
        Map<String, String> settings = Map.of("url", url, "user", "mail");
        DatabaseFile.Config config = (DatabaseFile.Config) Proxy.newProxyInstance(LookUps.class.getClassLoader(),
                new Class<?>[] {DatabaseFile.Config.class, Annotation.class},
                (proxy, method, none) -> settings.getOrDefault(method.getName(), (String) method.getDefaultValue()));
        Databases databases = new Databases();
        databases.bindDatabase(new DatabaseFile(config, Map.of("service.pid", "database~mail"), new Instance() {
            @Override
            public Path base() {
                return Path.of("/");
            }

            @Override
            public List<String> listen() {
                return List.of();
            }

            @Override
            public Optional<Path> policy() {
                return Optional.empty();
            }
        }, drivers));
        return new SqlTableType(databases).open(new TableDeclaration("t", "sql",
                "-d mail -k \"SELECT goto FROM virtual WHERE address = %0\"", Path.of("/")));
    }

    /** A server that has every key, by lines or by netstrings; its port. */
    private static int serve(boolean lines) throws IOException {
        ServerSocket listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        SERVERS.execute(() -> {
            try {
                while (true) {
                    Socket socket = listener.accept();
                    SERVERS.execute(() -> answer(socket, lines));
                }
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        });
        return listener.getLocalPort();
    }

    private static void answer(Socket socket, boolean lines) {
        try (socket) {
            BufferedReader in = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1));
            BufferedWriter out = new BufferedWriter(new OutputStreamWriter(socket.getOutputStream(), StandardCharsets.ISO_8859_1));
            char end = lines ? '\n' : ',';
            for (int c = in.read(); c >= 0; c = in.read()) {
                if (c == end) {
                    out.write(lines ? "200 somebody@host.example\n" : "24:OK somebody@host.example,");
                    out.flush();
                }
            }
        } catch (IOException e) {
            // the client went
        }
    }

    private static void measure(String name, LookupTable table, int seconds) throws Exception {
        for (int threads : new int[] {1, 1, 8}) { // the first time to warm up
            long end = System.nanoTime() + seconds * 1_000_000_000L;
            LongAdder done = new LongAdder();
            List<Thread> askers = new ArrayList<>();
            for (int i = 0; i < threads; i++) {
                Thread asker = new Thread(() -> ask(table, end, done));
                asker.start();
                askers.add(asker);
            }
            for (Thread asker : askers) {
                asker.join();
            }
            System.out.println(name + "\t" + threads + "\t" + done.sum() / seconds);
        }
    }

    private static void ask(LookupTable table, long end, LongAdder done) {
        while (System.nanoTime() < end) {
            String key = "u" + ThreadLocalRandom.current().nextInt(KEYS) + "@virt.example";
            if (!(table.lookup(key, List.of()) instanceof Lookup.Found)) {
                throw new IllegalStateException(table.lookup(key, List.of()).toString());
            }
            done.increment();
        }
    }
}
