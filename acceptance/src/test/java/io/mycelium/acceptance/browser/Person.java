package io.mycelium.acceptance.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.ConsoleMessage;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Pattern;

/// Somebody in front of the web chat in a browser of their own: what they do with keys and mouse,
/// and what they see. Waits for what it is asked for; fails when it does not come.
final class Person implements AutoCloseable {
  private final BrowserContext context;
  private final Page page;
  private final List<String> complaints = new CopyOnWriteArrayList<>();

  Person(BrowserContext context) {
    this.context = context;
    page = context.newPage();
    watch(page);
  }

  private void watch(Page page) {
    page.onPageError(complaints::add);
    page.onConsoleMessage(this::note);
    page.onDialog(dialog -> {
      complaints.add("a dialog: " + dialog.message());
      dialog.dismiss();
    });
  }

  private void note(ConsoleMessage message) {
    // A browser logs each answer that is not 2xx, and each connection that was refused, by itself.
    if (message.type().equals("error") && !message.text().startsWith("Failed to load resource")) {
      complaints.add(message.text() + " " + message.location());
    }
  }

  /// What the browser complained of: errors of scripts, what the content policy stopped, dialogs.
  List<String> complaints() {
    return complaints;
  }

  Page page() {
    return page;
  }

  BrowserContext context() {
    return context;
  }

  /// Another tab of the same browser.
  Page tab() {
    Page tab = context.newPage();
    watch(tab);
    return tab;
  }

  /// Uses a link up, and waits for the room.
  void signIn(String link) {
    page.navigate(link);
    page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Sign in")).click();
    assertThat(composer()).isVisible();
  }

  void open(String url) {
    page.navigate(url);
  }

  /// Where one writes in the room.
  Locator composer() {
    return page.locator("myc-room myc-composer textarea").first();
  }

  /// Says something in the room.
  void say(String words) {
    composer().fill(words);
    page.keyboard().press("Enter");
  }

  /// Types a command with its options by name, as on a command line, and runs it.
  ///
  /// @param line without the slash; values with blanks in it are not split, each option goes on to
  ///   the next `--`
  void run(String line) {
    type(line);
    page.keyboard().press("Enter");
  }

  /// Types a command until its fields stand there.
  void type(String line) {
    composer().focus();
    page.keyboard().type("/" + line + " ");
  }

  /// The field of a command's option.
  Locator field(String option) {
    return page.locator("myc-option-field[data-option='" + option + "']")
        .locator("textarea, input")
        .first();
  }

  Page.LocatorOptions saying(String words) {
    return new Page.LocatorOptions().setHasText(words);
  }

  /// The newest post of the room with these words in it.
  Locator post(String words) {
    return posts(words).last();
  }

  /// All posts of the room with these words in them.
  Locator posts(String words) {
    return page.locator("myc-room article.post", saying(words));
  }

  /// The newest answer that only this person sees, with these words in it.
  Locator note(String words) {
    return page.locator("myc-room .note", saying(words)).last();
  }

  /// The state that a card shows.
  Locator state(Locator card) {
    return card.locator(".card-head .pill");
  }

  Locator button(Locator within, String label) {
    return within.getByRole(
        AriaRole.BUTTON, new Locator.GetByRoleOptions().setName(Pattern.compile("^" + label)));
  }

  void picture(Path file) {
    page.screenshot(new Page.ScreenshotOptions().setPath(file));
  }

  @Override
  public void close() {
    context.close();
  }
}
