package io.mycelium.acceptance.browser;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mycelium.acceptance.running.Answer;
import io.mycelium.acceptance.running.GitRepository;
import io.mycelium.acceptance.running.RunningGateway;
import io.mycelium.acceptance.running.SignInLinks;
import io.mycelium.core.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/// A gateway that the tests of a class share, whose administrator is olga, with a git repository
/// that its drone may read. What is set up here is set up over HTTP, as olga.
final class Workspace implements BeforeAllCallback, AfterAllCallback {
  private static final Duration SOON = Duration.ofSeconds(60);

  private final List<String> options;
  private @Nullable Path folder;
  private @Nullable RunningGateway gateway;

  /// @param options more of those that `up` takes
  Workspace(String... options) {
    this.options = new ArrayList<>(List.of("--set", "workspace.administrator=olga"));
    this.options.addAll(List.of(options));
  }

  @Override
  public void beforeAll(ExtensionContext context) throws IOException {
    folder = Files.createTempDirectory("mycelium-workspace");
    GitRepository.in(project(), "Start", "feat: sing", "fix: hum in tune", "docs: sing");
    gateway =
        RunningGateway.start(
            folder().resolve("data"), folder().resolve("work"), options.toArray(String[]::new));
  }

  @Override
  public void afterAll(ExtensionContext context) throws IOException {
    if (gateway != null) {
      gateway.close();
    }
    try (Stream<Path> all = Files.walk(folder())) {
      for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(each);
      }
    }
  }

  private Path folder() {
    return Objects.requireNonNull(folder);
  }

  RunningGateway gateway() {
    return Objects.requireNonNull(gateway);
  }

  String url() {
    return gateway().url();
  }

  /// The repository.
  Path project() {
    return folder().resolve("work/project");
  }

  /// Ends the gateway like a power cut would, and does something before it is there again.
  void breakDown(Runnable meanwhile) {
    RunningGateway old = gateway();
    old.kill();
    meanwhile.run();
    gateway = old.again();
  }

  /// A link for somebody new.
  String link(String name, String role) {
    return SignInLinks.invite(gateway(), name, role);
  }

  /// Another link for somebody who is there.
  String anotherLink(String name) {
    ObjectNode options = Json.object().put("for", name).put("link", true);
    return SignInLinks.in(call("main", "key-create", options).body().toString());
  }

  /// A new room, open to everybody.
  String room(String name) {
    call("main", "room-create", Json.object().put("name", name));
    return name;
  }

  Answer say(String room, String words) {
    return call(room, "say", Json.object().put("text", words));
  }

  /// What olga does from a terminal of hers.
  Answer call(String room, String command, ObjectNode options) {
    String key = gateway().operatorKey();
    Answer answer = gateway().call(key, command, options.toString(), "Mycelium-Room", room);
    String confirm = answer.body().path("confirm").asText();
    if (!confirm.isEmpty()) {
      answer =
          gateway()
              .call(
                  key,
                  command,
                  options.toString(),
                  "Mycelium-Room",
                  room,
                  "Mycelium-Confirm",
                  confirm);
    }
    if (answer.status() >= 300) {
      throw new IllegalStateException(command + ": " + answer.body());
    }
    return answer;
  }

  /// Drops a function in, trusted, and waits until it can be called.
  ///
  /// @param manifest what its `function.yaml` says beside its name and how it runs
  /// @param script what `sh` runs
  void function(String name, String manifest, String script) throws IOException {
    Path home = Files.createDirectories(folder().resolve("data/functions.d").resolve(name));
    Files.writeString(home.resolve("run.sh"), script);
    Files.writeString(
        home.resolve("function.yaml"), "name: " + name + "\nrun: [sh, run.sh]\n" + manifest);
    await()
        .atMost(SOON)
        .until(() ->
            gateway().fetch("/api/v1/catalog").toString().contains("\"name\":\"" + name + "\""));
    call("main", "function-trust", Json.object().put("name", name));
  }
}
