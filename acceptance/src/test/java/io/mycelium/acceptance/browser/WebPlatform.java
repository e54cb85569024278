package io.mycelium.acceptance.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.APIResponse;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import io.mycelium.acceptance.bridge.Member;
import io.mycelium.acceptance.bridge.Platform;
import java.util.ArrayList;
import java.util.List;

/// The web chat, with two people in it.
final class WebPlatform implements Platform {
  private static final String CALLS = "**/api/v1/commands/**";
  private static final String PRESSES = "**/web/posts/*/press";
  private static final String POSTS = "**/web/posts/*";

  private final WebMember olga;
  private final WebMember ada;

  WebPlatform(WebMember olga, WebMember ada) {
    this.olga = olga;
    this.ada = ada;
  }

  @Override
  public Member olga() {
    return olga;
  }

  @Override
  public Member ada() {
    return ada;
  }

  @Override
  public boolean drawsForEach() {
    return true;
  }

  private List<Page> pages() {
    return List.of(olga.person().page(), ada.person().page());
  }

  @Override
  public void losesAnswers(Runnable deeds) {
    for (Page page : pages()) {
      page.route(CALLS, WebPlatform::twice);
      page.route(PRESSES, WebPlatform::twice);
    }
    deeds.run();
    for (Page page : pages()) {
      page.unroute(CALLS);
      page.unroute(PRESSES);
    }
  }

  private static void twice(Route route) {
    route.fetch();
    route.resume();
  }

  @Override
  public void tellsTwice(Runnable deeds) {
    pages().forEach(page -> page.evaluate("toldTwice = true"));
    deeds.run();
    for (Page page : pages()) {
      assertThat((int) page.evaluate("toldTwice = false, told"))
          .as("events that came twice")
          .isPositive();
    }
  }

  @Override
  public void isOvertaken(Runnable deeds) {
    List<Runnable> held = new ArrayList<>();
    for (Page page : pages()) {
      page.route(POSTS, route -> hold(route, held));
    }
    deeds.run();
    // A page may ask for the drawing only after the deeds are done.
    pages().getFirst().waitForCondition(() -> !held.isEmpty());
    for (Page page : pages()) {
      page.unroute(POSTS);
    }
    held.forEach(Runnable::run);
  }

  private static void hold(Route route, List<Runnable> held) {
    APIResponse now = route.fetch();
    held.add(() -> route.fulfill(new Route.FulfillOptions().setResponse(now)));
  }
}
