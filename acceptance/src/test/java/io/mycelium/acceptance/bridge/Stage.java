package io.mycelium.acceptance.bridge;

import static org.awaitility.Awaitility.await;

import io.mycelium.acceptance.running.GitRepository;
import io.mycelium.acceptance.running.RunningGateway;
import io.mycelium.acceptance.running.SignInLinks;
import io.mycelium.core.json.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/// What the contract is played on: a gateway whose operator is olga and whose member is ada, with a
/// drone that reads the folder `work`, where there is a repository `project`, and with the package
/// `probe` as a trusted function, which says what options it was given.
public final class Stage implements AutoCloseable {
  private static final Duration SOON = Duration.ofSeconds(60);

  private final RunningGateway gateway;
  private final Path work;

  private Stage(RunningGateway gateway, Path work) {
    this.gateway = gateway;
    this.work = work;
  }

  /// Starts it in an empty folder.
  public static Stage in(Path folder, String... options) {
    Path work = folder.resolve("work");
    GitRepository.in(work.resolve("project"), "Start", "feat: sing", "fix: hum in tune");
    Path data = folder.resolve("data");
    drop(data.resolve("functions.d/probe"));
    RunningGateway gateway = RunningGateway.start(data, work, words(options));
    try {
      SignInLinks.invite(gateway, "ada", "member");
      await().atMost(SOON).until(() -> trusted(gateway));
      await().atMost(SOON).until(() -> rows(gateway, "drone-list") == 1);
    } catch (RuntimeException e) {
      gateway.close();
      throw e;
    }
    return new Stage(gateway, work);
  }

  private static String[] words(String... options) {
    List<String> words = new ArrayList<>(List.of("--set", "workspace.administrator=olga"));
    words.addAll(List.of(options));
    return words.toArray(String[]::new);
  }

  private static boolean trusted(RunningGateway gateway) {
    return gateway.call(gateway.operatorKey(), "function-trust", "{\"name\":\"probe\"}").status()
        == 200;
  }

  private static int rows(RunningGateway gateway, String list) {
    return gateway.call(gateway.operatorKey(), list, "{}").reply().path("rows").size();
  }

  private static void drop(Path folder) {
    try {
      Files.createDirectories(folder);
      for (String file : List.of("function.yaml", "probe.py")) {
        try (InputStream in = Stage.class.getResourceAsStream("probe/" + file)) {
          Files.copy(Objects.requireNonNull(in, file), folder.resolve(file));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Shows the main room in a channel of a platform, once the gateway reaches it.
  ///
  /// @param channel as `PLATFORM/TENANT/CHANNEL`
  public void show(String channel) {
    String link = Json.object().put("to", "main").put("channel", channel).toString();
    await()
        .atMost(SOON)
        .until(() -> gateway.call(gateway.operatorKey(), "channel-link", link).status() == 200);
  }

  /// A code by which somebody says on another platform who they are.
  ///
  /// @param name `olga` or `ada`
  public String code(String name) {
    String key = name.equals("olga") ? gateway.operatorKey() : gateway.keyOf(name);
    return gateway
        .call(key, "account-link", "{}")
        .reply()
        .path("reply")
        .path("fields")
        .path(0)
        .path("value")
        .asText();
  }

  public RunningGateway gateway() {
    return gateway;
  }

  /// The folder below which the drone may read.
  public Path work() {
    return work;
  }

  /// Makes a task, without any platform.
  void task(String title) {
    gateway.call(
        gateway.operatorKey(), "task-create", Json.object().put("title", title).toString());
  }

  @Override
  public void close() {
    gateway.close();
  }
}
