package io.mycelium.acceptance.running;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// An nginx that does TLS for a gateway, on a free port of `localhost` and with a certificate of
/// its own.
public final class TlsProxy implements AutoCloseable {
  /// What installs it.
  public static final String MISSING =
      "needs nginx and openssl: apt-get install nginx-light openssl";

  private static final Path NGINX = Path.of("/usr/sbin/nginx");
  private static final Path OPENSSL = Path.of("/usr/bin/openssl");
  private static final long PATIENCE_SECONDS = 20;

  private final Path folder;
  private final int port = Ports.next();
  private @Nullable Process nginx;

  public static boolean isHere() {
    return Files.isExecutable(NGINX) && Files.isExecutable(OPENSSL);
  }

  /// Makes its certificate; nobody listens yet.
  ///
  /// @param folder of its own
  public TlsProxy(Path folder) throws IOException {
    this.folder = Files.createDirectories(folder);
    run(
        OPENSSL.toString(),
        "req",
        "-x509",
        "-newkey",
        "rsa:2048",
        "-nodes",
        "-days",
        "2",
        "-subj",
        "/CN=localhost",
        "-addext",
        "subjectAltName=DNS:localhost",
        "-keyout",
        folder.resolve("key.pem").toString(),
        "-out",
        certificate().toString());
  }

  /// Where drones reach it.
  public String url() {
    return "https://localhost:" + port;
  }

  /// Who vouches for it, in PEM.
  public Path certificate() {
    return folder.resolve("certificate.pem");
  }

  /// Passes on to a gateway from now on.
  ///
  /// @param gateway its port
  /// @param silence for so long the gateway may say nothing while a request is open
  public void serve(int gateway, Duration silence) throws IOException {
    Files.writeString(folder.resolve("nginx.conf"), configuration(gateway, silence));
    List<String> start =
        List.of(
            NGINX.toString(),
            "-p",
            folder.toString(),
            "-c",
            folder.resolve("nginx.conf").toString(),
            "-e",
            folder.resolve("error.log").toString());
    if (nginx == null) {
      nginx =
          new ProcessBuilder(start)
              .redirectErrorStream(true)
              .redirectOutput(folder.resolve("out.log").toFile())
              .start();
    } else {
      var reload = new ArrayList<>(start);
      reload.addAll(List.of("-s", "reload"));
      run(reload.toArray(String[]::new));
    }
  }

  private String configuration(int gateway, Duration silence) {
    return """
    %s
    daemon off;
    worker_processes 1;
    pid nginx.pid;
    events { worker_connections 64; }
    http {
      access_log access.log;
      client_body_temp_path body;
      proxy_temp_path proxy;
      fastcgi_temp_path fastcgi;
      uwsgi_temp_path uwsgi;
      scgi_temp_path scgi;
      client_max_body_size 100m;
      server {
        listen 127.0.0.1:%d ssl;
        ssl_certificate certificate.pem;
        ssl_certificate_key key.pem;
        location / {
          proxy_pass http://127.0.0.1:%d;
          proxy_http_version 1.1;
          proxy_set_header Host $http_host;
          proxy_read_timeout %ds;
        }
      }
    }
    """
        .formatted(
            "root".equals(System.getProperty("user.name")) ? "user root;" : "",
            port,
            gateway,
            silence.toSeconds());
  }

  /// How often it gave up on a silent gateway.
  public long gaveUp() throws IOException {
    return Files.readAllLines(folder.resolve("access.log")).stream()
        .filter(line -> line.contains("\" 504 "))
        .count();
  }

  private static void run(String... words) throws IOException {
    Process process = new ProcessBuilder(words).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    try {
      if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS) || process.exitValue() != 0) {
        throw new IllegalStateException(said);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    if (nginx == null) {
      return;
    }
    nginx.destroy();
    try {
      if (!nginx.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        nginx.descendants().forEach(ProcessHandle::destroyForcibly);
        nginx.destroyForcibly();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
