package io.mycelium.acceptance.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.ConsoleMessage;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Pattern;

/// Somebody in front of the web chat in a browser of their own: what they do with keys and mouse,
/// and what they see. Waits for what it is asked for; fails when it does not come.
final class Person implements AutoCloseable {
  private static final String SIDEWAYS =
      """
      () => {
        const edge = document.documentElement.clientWidth;
        const scrolls = (e) => {
          for (let p = e.parentElement; p; p = p.parentElement)
            if (/auto|scroll|hidden|clip/.test(getComputedStyle(p).overflowX) && p !== document.body
                && p.getBoundingClientRect().right <= edge + 1) return true;
          return false;
        };
        const wide = [...document.body.querySelectorAll("*")].filter((e) => {
          const box = e.getBoundingClientRect();
          return box.width > 0 && box.height > 0 && (box.right > edge + 1 || box.left < -1)
            && !e.matches(".hidden, .hidden *, .skip") && !scrolls(e)
            && getComputedStyle(e).visibility !== "hidden" && e.checkVisibility();
        }).map((e) => e.outerHTML.slice(0, 120));
        if (document.documentElement.scrollWidth > edge) wide.push("the page itself scrolls");
        for (const box of document.querySelectorAll(".scroller, .page, .console-body, .panel-body, .panel-pad, .sidebar-scroll"))
          if (box.scrollWidth > box.clientWidth + 1 && box.clientWidth
              && /auto|scroll/.test(getComputedStyle(box).overflowX)) wide.push("scrolls: " + box.className);
        return wide;
      }
      """;

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

  /// Goes to another address of the gateway that is open, by loading it.
  ///
  /// @param path with what it asks for, beginning with a slash
  void go(String path) {
    page.navigate(URI.create(page.url()).resolve(path).toString());
    assertThat(page.locator("myc-sidebar .place").first()).isAttached();
  }

  /// Leaves what one writes in, so that keys mean something to the page.
  void leaveComposer() {
    page.evaluate("document.activeElement.blur()");
  }

  void press(String key) {
    page.keyboard().press(key);
  }

  /// What has the focus, as its first tag.
  String focused() {
    return (String)
        page.evaluate(
            "() => { const e = document.activeElement;"
                + " return e.outerHTML.slice(0, e.outerHTML.indexOf('>') + 1) + e.textContent.slice(0, 40); }");
  }

  /// Waits until nothing on the page says that it is still being read.
  void waitUntilDrawn() {
    assertThat(page.locator("main:visible, .panel:visible").first()).isVisible();
    assertThat(
            page.locator(
                ".skeleton, .console-state .spinner, .console-foot .spinner, .log-foot .spinner"))
        .hasCount(0);
  }

  /// What reaches out of the page at the sides, but for what scrolls by itself.
  @SuppressWarnings("unchecked")
  List<String> sideways() {
    return (List<String>) page.evaluate(SIDEWAYS);
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
    assertThat(page.locator("myc-room .has-command :focus")).isVisible();
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

  Locator.LocatorOptions thatSay(String words) {
    return new Locator.LocatorOptions().setHasText(words);
  }

  /// Chooses a file to show in the room.
  void attach(Path file) {
    page.waitForFileChooser(() -> page.locator("myc-room .attach").click()).setFiles(file);
  }

  /// The name of the file that goes with what is written.
  Locator attached() {
    return page.locator("myc-room myc-file-field bdi");
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

  /// What stands across the page when the gateway cannot be reached, or was renewed.
  Locator banner() {
    return page.locator(".banner");
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
