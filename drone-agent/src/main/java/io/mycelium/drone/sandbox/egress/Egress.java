package io.mycelium.drone.sandbox.egress;

import io.mycelium.core.job.NetworkPolicy;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The proxy of one run. A port of the sandbox's loopback is opened inside and handed out here, so
/// that programs find a proxy where there is no network, and nothing of ours stays inside.
public final class Egress implements AutoCloseable {
  /// Where programs inside find the proxy.
  private static final int PORT = 3128;

  private static final String SOCKET = "egress";
  private static final int MOST_CONNECTIONS = 32;
  private static final List<Class<?>> INSIDE = List.of(DoorOpener.class, Sockets.class);

  /// Enough for what runs once: it is to start quickly and to be small.
  private static final List<String> JAVA_OPTIONS =
      List.of(
          "-XX:+UseSerialGC",
          "-XX:TieredStopAtLevel=1",
          "-XX:-UsePerfData",
          "-Xmx16m",
          "-Xss256k",
          "--enable-native-access=ALL-UNNAMED");

  private final Path folder;
  private final Gate gate;
  private final Refusals refusals;
  private final Semaphore free = new Semaphore(MOST_CONNECTIONS);
  private final Set<ProxyConnection> connections = ConcurrentHashMap.newKeySet();
  private final Thread server;

  /// Guarded by this; where the port is awaited first, then the port that was handed out.
  private int listening;

  /// Guarded by this.
  private boolean closed;

  private Egress(Path folder, int listening, NetworkPolicy.Allowed allowed, Refusals refusals) {
    this.folder = folder;
    this.listening = listening;
    this.gate = new Gate(allowed);
    this.refusals = refusals;
    this.server = Thread.ofPlatform().daemon().name("egress").unstarted(this::serve);
  }

  /// Begins to wait for the port.
  ///
  /// @param folder of this run alone, made here; what is to be seen inside lies in it
  /// @param notes is told of refused connections
  public static Egress open(Path folder, NetworkPolicy.Allowed allowed, Consumer<String> notes)
      throws IOException {
    Files.createDirectories(folder);
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
    for (Class<?> needed : INSIDE) {
      copy(needed, folder);
    }
    int listening = Sockets.listenAt(folder.toString(), SOCKET);
    // Who may come here is decided by the folders above.
    Files.setPosixFilePermissions(
        folder.resolve(SOCKET), PosixFilePermissions.fromString("rw-rw-rw-"));
    var egress = new Egress(folder, listening, allowed, new Refusals(notes));
    egress.server.start();
    return egress;
  }

  /// The class and those nested in it, in the folders of their package.
  private static void copy(Class<?> one, Path folder) throws IOException {
    Path packages = folder;
    for (String name : one.getPackageName().split("\\.", -1)) {
      packages = packages.resolve(name);
      Files.createDirectories(packages);
      Files.setPosixFilePermissions(packages, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
    for (Class<?> each : withNested(one)) {
      String file = each.getName().substring(each.getPackageName().length() + 1) + ".class";
      try (InputStream content = one.getResourceAsStream(file)) {
        if (content == null) {
          throw new IOException("the program has lost its " + file);
        }
        Files.copy(content, packages.resolve(file), StandardCopyOption.REPLACE_EXISTING);
      }
    }
  }

  private static List<? extends Class<?>> withNested(Class<?> one) {
    return Stream.concat(Stream.of(one), Arrays.stream(one.getDeclaredClasses())).toList();
  }

  /// What is to be seen inside.
  public Path folder() {
    return folder;
  }

  /// The arguments for Java that open the port, to be run inside before everything else; none has a
  /// character that a shell would not take for itself.
  ///
  /// @param seen where the folder is seen inside; a plain path
  public static List<String> opening(Path seen) {
    List<String> line = new ArrayList<>(JAVA_OPTIONS);
    line.addAll(List.of("-cp", seen.toString(), DoorOpener.class.getName()));
    line.addAll(List.of(seen.resolve(SOCKET).toString(), Integer.toString(PORT)));
    return List.copyOf(line);
  }

  /// The variables by which programs find the proxy. What they start inside is reached without it,
  /// but where the list names the machine's own.
  public static Map<String, String> variables(NetworkPolicy.Allowed allowed) {
    String url = "http://127.0.0.1:" + PORT;
    Map<String, String> variables = new TreeMap<>();
    for (String name : List.of("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY")) {
      variables.put(name, url);
      variables.put(name.toLowerCase(Locale.ROOT), url);
    }
    String own =
        Stream.of("localhost", "127.0.0.1", "[::1]")
            .filter(host -> allowed.hosts().stream().noneMatch(p -> p.host().equals(host)))
            .map(host -> host.replaceAll("[\\[\\]]", ""))
            .collect(Collectors.joining(","));
    variables.put("NO_PROXY", own);
    variables.put("no_proxy", own);
    variables.put("NODE_USE_ENV_PROXY", "1");
    return variables;
  }

  /// The same for Java.
  public static String javaOptions() {
    return "-Dhttp.proxyHost=127.0.0.1 -Dhttp.proxyPort=%d -Dhttps.proxyHost=127.0.0.1 -Dhttps.proxyPort=%d"
        .formatted(PORT, PORT);
  }

  private void serve() {
    try {
      int from = Sockets.accept(listening());
      try {
        // Only the first comer is heard: the command itself comes later.
        keep(Sockets.take(from));
      } finally {
        Sockets.close(from);
      }
      while (true) {
        free.acquire();
        var client = new ClientSocket(Sockets.accept(listening()));
        Thread.ofPlatform().daemon().name("egress-client").start(() -> serve(client));
      }
    } catch (IOException e) {
      // The run ended, or never began.
      return;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void serve(ClientSocket client) {
    var connection = new ProxyConnection(client, gate, refusals);
    connections.add(connection);
    try (client) {
      if (!isClosed()) {
        connection.serve();
      }
    } finally {
      connections.remove(connection);
      free.release();
    }
  }

  private synchronized void keep(int handed) throws IOException {
    if (closed) {
      Sockets.close(handed);
      throw new IOException("closed meanwhile");
    }
    Sockets.close(listening);
    listening = handed;
  }

  private synchronized int listening() throws IOException {
    if (closed) {
      throw new IOException("closed");
    }
    return listening;
  }

  private synchronized boolean isClosed() {
    return closed;
  }

  /// Ends all connections.
  @Override
  public void close() {
    synchronized (this) {
      if (closed) {
        return;
      }
      closed = true;
      Sockets.shutdown(listening, Sockets.BOTH);
    }
    server.interrupt();
    connections.forEach(Egress::end);
    try {
      server.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    // Nobody waits at it any more, so the number cannot come to mean something else to them.
    synchronized (this) {
      Sockets.close(listening);
    }
  }

  private static void end(ProxyConnection connection) {
    try {
      connection.end();
    } catch (IOException e) {
      // It is closed all the same.
      return;
    }
  }
}
