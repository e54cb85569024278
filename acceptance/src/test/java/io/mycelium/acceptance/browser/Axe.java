package io.mycelium.acceptance.browser;

import com.deque.html.axecore.args.AxeRunOptions;
import com.deque.html.axecore.playwright.AxeBuilder;
import com.deque.html.axecore.results.CheckedNode;
import com.deque.html.axecore.results.Rule;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ReducedMotion;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What axe-core finds wrong with pages, in light and dark.
final class Axe {
  /// What depends on colours; nothing else differs between light and dark.
  private static final List<String> COLOURS = List.of("color-contrast", "link-in-text-block");

  /// The first state of each fault.
  private final Map<String, String> found = new LinkedHashMap<>();

  /// Looks at what a page shows now. Leaves it light.
  ///
  /// @param state what it shows, for whoever reads what was found
  void look(Page page, String state) {
    show(page, ColorScheme.DARK);
    note(state + ", dark", of(page).withRules(COLOURS));
    show(page, ColorScheme.LIGHT);
    note(state, of(page));
  }

  /// All that was found, each fault of an element once.
  List<String> found() {
    return found.entrySet().stream().map(e -> e.getValue() + ": " + e.getKey()).toList();
  }

  private static void show(Page page, ColorScheme colours) {
    // Of a colour that fades into another one, any shade could be measured.
    page.emulateMedia(
        new Page.EmulateMediaOptions()
            .setColorScheme(colours)
            .setReducedMotion(ReducedMotion.REDUCE));
  }

  private static AxeBuilder of(Page page) {
    var options = new AxeRunOptions();
    options.setResultTypes(List.of("violations"));
    // There are no frames, for which alone the other mode opens pages of its own.
    return new AxeBuilder(page).setLegacyMode(true).options(options);
  }

  private void note(String state, AxeBuilder axe) {
    for (Rule rule : axe.analyze().getViolations()) {
      for (CheckedNode node : rule.getNodes()) {
        String html = node.getHtml().replaceAll("<!--.*?-->", "");
        found.putIfAbsent(
            "%s of %s; %s".formatted(rule.getId(), html, node.getFailureSummary()), state);
      }
    }
  }
}
