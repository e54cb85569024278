package io.mycelium.acceptance.browser;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The Chromium that the tests of this JVM drive. It is started on first use and ends with the JVM;
/// it belongs to the thread that started it, with all that it opens.
final class Chromium {
  /// What to do where there is none.
  static final String MISSING =
      "it needs Chromium; apt-get install chromium (or name another one in MYCELIUM_CHROMIUM)";

  private static final class Shared {
    static final Chromium CHROMIUM = start();
  }

  private final Browser browser;

  private Chromium(Browser browser) {
    this.browser = browser;
  }

  static boolean isHere() {
    return program().isPresent();
  }

  static Chromium shared() {
    return Shared.CHROMIUM;
  }

  private static Chromium start() {
    Path program = program().orElseThrow(() -> new IllegalStateException(MISSING));
    Playwright playwright =
        Playwright.create(
            new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
    try {
      return new Chromium(
          playwright
              .chromium()
              .launch(
                  new BrowserType.LaunchOptions()
                      .setExecutablePath(program)
                      .setArgs(
                          List.of("--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"))));
    } catch (RuntimeException e) {
      playwright.close();
      throw e;
    }
  }

  /// A browser of somebody's own: nothing of others is in it.
  Person open(Device device) {
    return new Person(browser.newContext(device.options()));
  }

  private static Optional<Path> program() {
    return Optional.ofNullable(System.getenv("MYCELIUM_CHROMIUM"))
        .or(() -> Optional.of("/usr/bin/chromium"))
        .map(Path::of)
        .filter(Files::isExecutable);
  }
}
