package io.mycelium.acceptance.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import io.mycelium.acceptance.bridge.Member;
import io.mycelium.acceptance.bridge.Shown;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Somebody in the web chat.
final class WebMember implements Member {
  private static final String READ = Scripts.read("shown.js");
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Person person;
  private final Page page;

  WebMember(Person person) {
    this.person = person;
    page = person.page();
  }

  Person person() {
    return person;
  }

  @Override
  public void say(String words) {
    person.say(words);
  }

  @Override
  public void run(String command, Map<String, String> options) {
    begin(command, options);
    send();
  }

  /// Sends what is filled in.
  void send() {
    page.locator("myc-room .send").click();
  }

  /// Takes away what only this person sees.
  void dismissAll() {
    // At once, as some of them go by themselves meanwhile.
    page.locator("myc-room .note button[aria-label=Dismiss]")
        .evaluateAll("(all) => all.forEach((button) => button.click())");
  }

  /// Fills the fields in and leaves it at that.
  void begin(String command, Map<String, String> options) {
    leave();
    person.composer().fill("/" + command + " ");
    Locator line = page.locator("myc-room myc-command-line [aria-label='/" + command + "']");
    assertThat(line).isVisible();
    options.forEach((name, value) -> fill(line, name, value));
  }

  /// Leaves the fields of an earlier command.
  void leave() {
    Locator name = page.locator("myc-room .command-name");
    if (name.count() > 0) {
      name.click();
    }
  }

  private void fill(Locator line, String name, String value) {
    Locator field = line.locator("[data-option='" + name + "']");
    Locator add = line.locator("button.add", new Locator.LocatorOptions().setHasText(name));
    if (field.count() == 0) {
      add.filter(new Locator.FilterOptions().setHasText(Pattern.compile("^\\s*" + name + "\\s*$")))
          .click();
    }
    // It draws what it takes a moment after it has come.
    assertThat(field.locator("input, textarea").first()).isAttached();
    Locator flag = field.locator("input[type=checkbox]");
    Locator file = field.locator("input[type=file]");
    if (flag.count() > 0) {
      flag.setChecked(Boolean.parseBoolean(value));
    } else if (file.count() > 0) {
      file.setInputFiles(Path.of(value));
      assertThat(field.locator("button.tool")).isVisible();
    } else {
      field.locator("textarea").fill(value);
    }
  }

  @Override
  public void press(Shown on, String label, Map<String, String> asked) {
    Locator button = person.button(post(on), label);
    button.click();
    if (!asked.isEmpty()) {
      Locator form = page.locator("dialog[open]");
      asked.forEach(
          (name, value) -> form.locator("[data-option='" + name + "'] textarea").fill(value));
      form.locator("button[type=submit]").click();
    }
  }

  private Locator post(Shown shown) {
    return page.locator("myc-room myc-post[data-id='" + shown.id() + "']");
  }

  @Override
  public List<Shown> room() {
    return read(page.locator("myc-room myc-timeline article.post"));
  }

  @Override
  public List<Shown> thread(Shown on) {
    Locator link = post(on).locator(".thread-link");
    Locator thread = page.locator("myc-thread");
    if (thread.count() == 0) {
      if (link.count() == 0) {
        return List.of();
      }
      link.click();
      assertThat(thread).isVisible();
    }
    return read(thread.locator("myc-timeline article.post"));
  }

  @Override
  public List<Shown> alone() {
    Locator secrets = page.locator("myc-room .note myc-secret button[aria-pressed=false]");
    while (secrets.count() > 0) {
      secrets.first().click();
    }
    Stream<Shown> atInputs =
        page
            .locator("myc-room .field.is-wrong .field-help, myc-room .composer-problem")
            .allInnerTexts()
            .stream()
            .map(words ->
                new Shown("", "", words, "", "", Map.of(), List.of(), List.of(), List.of()));
    return Stream.concat(
            read(page.locator("myc-room .note")).stream().map(WebMember::byNobody), atInputs)
        .toList();
  }

  private static Shown byNobody(Shown s) {
    return new Shown(
        s.id(), "", s.text(), s.title(), s.state(), s.fields(), s.table(), s.files(), s.offers());
  }

  @Override
  public void more() {
    person.button(page.locator("myc-room .note").last(), "Show more").click();
  }

  @Override
  public byte[] open(Shown on, String file) {
    Locator link = post(on).locator("a.file", new Locator.LocatorOptions().setHasText(file));
    try {
      return Files.readAllBytes(page.waitForDownload(link::click).path());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<Shown> read(Locator elements) {
    Object found = elements.evaluateAll("(all) => all.map(" + READ + ")");
    return JSON.convertValue(found, new TypeReference<>() {});
  }
}
