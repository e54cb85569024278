package io.mycelium.acceptance.slack;

import static org.assertj.core.api.Assertions.assertThat;

import io.mycelium.acceptance.bridge.Member;
import io.mycelium.acceptance.bridge.Shown;
import io.mycelium.bridge.slack.far.Screen;
import io.mycelium.bridge.slack.far.Seen;
import io.mycelium.bridge.slack.far.SlackPerson;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.awaitility.Awaitility;

/// Somebody in Slack.
final class SlackMember implements Member {
  private static final String CHANNEL = SlackStage.CHANNEL;
  private static final Duration SOON = Duration.ofSeconds(60);

  private final SlackPerson person;

  SlackMember(SlackPerson person) {
    this.person = person;
  }

  @Override
  public void say(String words) {
    person.say(CHANNEL, words);
  }

  @Override
  public void run(String command, Map<String, String> options) {
    int open = closeModals();
    person.slash(CHANNEL, "/mycelium " + command + (options.isEmpty() ? "" : " ?"));
    if (!options.isEmpty()) {
      submit(open, options);
    }
  }

  /// Leaves the forms that earlier deeds left open.
  private int closeModals() {
    while (person.modals() > 0) {
      person.closeModal();
    }
    return person.modals();
  }

  private void submit(int open, Map<String, String> options) {
    Awaitility.await()
        .atMost(SOON)
        .untilAsserted(() ->
            assertThat(person.modals())
                .as("modals, while this was said: %s", alone())
                .isGreaterThan(open));
    Map<String, String> values = new HashMap<>();
    options.forEach((name, value) -> values.put(name, value(name, value)));
    person.submit(values);
  }

  private String value(String name, String value) {
    if (value.equals("true")) {
      return "Yes";
    }
    return name.equals("file") || name.equals("sheet") ? uploaded(Path.of(value)) : value;
  }

  private String uploaded(Path file) {
    try {
      return person.upload(file.getFileName().toString(), Files.readAllBytes(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void press(Shown on, String label, Map<String, String> asked) {
    int open = closeModals();
    Seen seen =
        Stream.concat(person.channel(CHANNEL).stream(), person.alone().stream())
            .filter(message -> message.buttons().contains(label))
            .filter(message -> Post.id(message).equals(on.id()) || message.ts().equals(on.id()))
            .reduce((_, later) -> later)
            .orElseThrow();
    person.press(seen, label);
    if (!asked.isEmpty()) {
      submit(open, asked);
    }
  }

  @Override
  public List<Shown> room() {
    return Post.all(person.channel(CHANNEL));
  }

  @Override
  public List<Shown> thread(Shown on) {
    return Post.all(person.thread(CHANNEL, on.id()));
  }

  @Override
  public List<Shown> alone() {
    List<Shown> all = new ArrayList<>(Post.all(person.alone()));
    all.addAll(Post.all(person.withApp()));
    person
        .modal()
        .map(Screen::errors)
        .ifPresent(
            errors -> errors.forEach((label, error) -> all.add(Post.words(label + " " + error))));
    return all.stream().map(Post::byNobody).toList();
  }

  @Override
  public void more() {
    Seen last =
        person.alone().stream()
            .filter(message -> message.buttons().contains("More"))
            .reduce((_, later) -> later)
            .orElseThrow();
    person.press(last, "More");
  }

  @Override
  public byte[] open(Shown on, String file) {
    return person.channel(CHANNEL).stream()
        .flatMap(message -> message.files().entrySet().stream())
        .filter(entry -> entry.getValue().equals(file))
        .map(entry -> person.open(entry.getKey()))
        .reduce((_, later) -> later)
        .orElseThrow();
  }
}
