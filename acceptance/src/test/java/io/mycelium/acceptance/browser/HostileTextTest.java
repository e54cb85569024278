package io.mycelium.acceptance.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Locator;
import io.mycelium.acceptance.running.Answer;
import io.mycelium.core.json.Json;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/// Text that wants to be more than text, in every field, looked at wherever it is shown.
@NeedsChromium
@Timeout(180)
class HostileTextTest {
  private static final String ROOM = "strange";
  private static final String LETTERS = "W".repeat(10_000);

  /// Each ends in a word that says that it is there, so that it can be waited for.
  private static final List<String> TRICKS =
      List.of(
          "<script>alert(1)</script><img src=x onerror=alert(1)> trick1",
          "<svg onload=alert(1)><iframe srcdoc='<script>alert(1)</script>'></iframe> trick2",
          "[a](javascript:alert(1)) ![b](https://example.org/b.png) [c](data:text/html,x) trick3",
          "\u202Etxet desrever\u202C \u2067isolated \u0000\u0007\u001b[31m\u200b\u200d\ufeff trick4",
          "*".repeat(90)
              + "_".repeat(90)
              + "[".repeat(90)
              + "`".repeat(31)
              + "~~".repeat(40)
              + " trick5",
          "\"'><b onmouseover=alert(1)>${alert(1)}{{alert(1)}} &lt;b&gt; trick6",
          "W".repeat(170) + " trick7");

  /// What a page of ours has none of, whatever it shows.
  private static final String FOREIGN =
      """
      () => {
        const bad = [];
        for (const e of document.querySelectorAll("*")) {
          const tag = e.tagName.toLowerCase();
          if (/^(iframe|object|embed|audio|video|style|base|marquee|font|center)$/.test(tag)) bad.push(tag);
          if (tag === "img" && !/^\\/assets\\//.test(e.getAttribute("src"))) bad.push(e.outerHTML);
          if (tag === "script" && !/^\\/assets\\//.test(e.getAttribute("src") ?? "") && e.type !== "importmap") bad.push(e.outerHTML);
          if (tag === "link" && !/^\\/assets\\//.test(e.getAttribute("href"))) bad.push(e.outerHTML);
          if (e.attributes) for (const a of e.attributes) if (/^on/i.test(a.name)) bad.push(e.outerHTML.slice(0, 200));
          if (e.href && !/^(https?:|mailto:)/.test(e.href.baseVal ?? e.href)) bad.push(e.outerHTML.slice(0, 200));
          if (tag === "form" && new URL(e.action || location.href).origin !== location.origin) bad.push(e.outerHTML);
        }
        const shown = document.title + document.body.innerText;
        const odd = /[\\u202a-\\u202e\\u2066-\\u2069\\u0000-\\u0008\\u000b\\u000c\\u000e-\\u001f\\u007f-\\u009f]/.exec(shown);
        if (odd) bad.push("a character " + odd[0].charCodeAt(0).toString(16) + " at " + shown.slice(Math.max(0, odd.index - 40), odd.index + 40));
        for (const post of document.querySelectorAll("article.post, .note")) {
          const box = post.getBoundingClientRect();
          for (const e of post.querySelectorAll(".post-body *, .note-body *")) {
            const place = e.getBoundingClientRect();
            if (place.width && (place.bottom > box.bottom + 2 || place.top < box.top - 2)
                && !e.closest(".table-box, pre, .hidden, svg, details:not([open])")) bad.push("outside of its post: " + e.outerHTML.slice(0, 200));
          }
        }
        return bad;
      }
      """;

  private static final String PRINTS =
      """
      cat > tricks.json <<'JSON'
      %s
      JSON
      cat > print.py <<'PY'
      import json, os, sys
      tricks = json.load(open("tricks.json"))
      for trick in tricks + ["W" * 10000]:
          print(trick, file=sys.stderr)
      names = ["<img src=x onerror=alert(1)>.txt", "\\u202etxt.exe", "'\\"&.txt", "a" * 200 + ".txt"]
      for i, name in enumerate(names):
          open(os.path.join(os.environ["MYCELIUM_OUT"], name), "w").write(str(i))
      print(json.dumps({"markdown": "\\n\\n".join(tricks)}))
      PY
      python3 print.py
      """;

  @RegisterExtension static final Workspace WORKSPACE = new Workspace();
  @RegisterExtension static final Browsers BROWSERS = new Browsers();

  private static final List<String> PATHS = new ArrayList<>();

  /// Says, asks and does everything with every trick. What is refused is refused with a sentence.
  @BeforeAll
  static void fill() throws IOException {
    WORKSPACE.room(ROOM);
    String bob = WORKSPACE.gateway().invite("bob", "member");
    for (String trick : TRICKS) {
      String said = attempt("say", Map.of("text", trick));
      show("thread", said);
      attempt("say", Map.of("text", "answer " + trick, "thread", said));
      String task = attempt("task-create", Map.of("title", cut(trick, 200), "notes", trick));
      show("task", task);
      attempt("task-comment", Map.of("task", task, "text", trick));
      attempt("room-create", Map.of("name", trick));
      attempt("room-members", Map.of("name", ROOM, "add", trick));
      attempt("invite", Map.of("name", cut(trick, 40)));
      attempt("key-create", Map.of("label", cut(trick, 60)));
      attempt("help", Map.of("command", trick));
      String approval = Posts.ask(WORKSPACE, bob, ROOM, cut(trick.replaceAll("\\p{Cc}", ""), 120));
      show("approval", approval);
      attempt("approval-deny", Map.of("approval", approval, "reason", trick));
    }
    attempt("freeze", Map.of("reason", cut(TRICKS.getFirst() + TRICKS.get(3), 200)));
    attempt("unfreeze", Map.of());
    attempt("say", Map.of("text", LETTERS.substring(0, 4000)));
    tooLong();
    WORKSPACE.function(
        "tricks", "summary: Print tricks\nrisk: low\n", PRINTS.formatted(Json.write(TRICKS)));
    show("job", job());
  }

  private static void tooLong() {
    for (String field :
        List.of(
            "say text",
            "room-search text",
            "room-create name",
            "invite name",
            "task-create title",
            "freeze reason",
            "key-create label",
            "task-create assign",
            "audit command")) {
      String[] words = field.split(" ");
      Answer answer = call(words[0], Map.of(words[1], LETTERS));
      assertThat(answer.status()).as(field).isBetween(400, 499);
      assertThat(answer.body().path("detail").asText()).as(field).isNotEmpty().hasSizeLessThan(500);
    }
  }

  private static String job() {
    call("tricks", Map.of());
    return await()
        .atMost(Duration.ofSeconds(60))
        .until(
            () -> {
              for (JsonNode row : call("job-list", Map.of("all", true)).reply().path("rows")) {
                String number = row.path(0).asText();
                JsonNode card = call("job-show", Map.of("job", number)).reply();
                if (card.path("title").asText().contains("tricks")
                    && card.path("state").asText().equals("done")) {
                  return card.path("subject").path("id").asText();
                }
              }
              return "";
            },
            id -> !id.isEmpty());
  }

  /// @return the id of what there is now, or nothing when it was refused
  private static String attempt(String command, Map<String, Object> options) {
    Answer answer = call(command, options);
    if (answer.status() >= 300) {
      assertThat(answer.status()).as("%s %s", command, options).isLessThan(500);
      assertThat(answer.body().path("detail").asText()).isNotEmpty();
    }
    return answer.reply().path("subject").path("id").asText();
  }

  private static Answer call(String command, Map<String, Object> options) {
    var gateway = WORKSPACE.gateway();
    String body = Json.write(options);
    return gateway.call(gateway.operatorKey(), command, body, "Mycelium-Room", ROOM);
  }

  private static void show(String panel, String id) {
    if (!id.isEmpty()) {
      PATHS.add("/rooms/" + ROOM + "/" + panel + "/" + id);
    }
  }

  private static String cut(String text, int most) {
    return text.substring(0, Math.min(text.length(), most));
  }

  @Test
  void inRoomsAndBesideThemTextIsText() {
    Person olga = BROWSERS.open(Device.DESK, WORKSPACE.anotherLink("olga"));
    assertThat(PATHS).hasSizeGreaterThan(15);
    for (String path : PATHS) {
      olga.go(path);
      olga.waitUntilDrawn();
      look(olga, path);
    }
    for (String path :
        List.of("/rooms/" + ROOM, "/rooms/" + ROOM + "/search?q=trick", "/settings")) {
      olga.go(path);
      olga.waitUntilDrawn();
      look(olga, path);
    }
  }

  @Test
  void theWholeRoomIsTextOnASmallPhoneToo() {
    Person olga = BROWSERS.open(Device.SMALL_PHONE, WORKSPACE.anotherLink("olga"));
    olga.go("/rooms/" + ROOM);
    olga.waitUntilDrawn();
    Locator scroller = olga.page().locator("myc-room .scroller");
    for (int i = 0; i < 8; i++) {
      look(olga, "the room, part " + i);
      olga.page().mouse().move(160, 300);
      scroller.evaluate("e => e.dispatchEvent(new Event('wheel'))");
      scroller.evaluate("e => e.scrollTop -= 1500");
    }
  }

  @Test
  void inTheConsoleAndTheHelpTextIsText() {
    Person olga = BROWSERS.open(Device.DESK, WORKSPACE.anotherLink("olga"));
    for (String page :
        List.of("approvals?room=" + ROOM, "jobs?room=" + ROOM, "functions", "people", "audit")) {
      olga.go("/console/" + page);
      assertThat(olga.page().locator(".console-body td").first()).isVisible();
      look(olga, page);
      olga.page().locator(".console-tools input").fill(TRICKS.getFirst());
      look(olga, page + ", filtered");
    }
    olga.go("/help");
    olga.page().locator(".help-search input").fill(TRICKS.getFirst());
    look(olga, "help");
  }

  @Test
  void whatIsTypedIntoFieldsIsText() {
    WORKSPACE.room("typed");
    Person olga = BROWSERS.open(Device.DESK, WORKSPACE.anotherLink("olga"));
    olga.go("/rooms/typed");
    for (String trick : TRICKS) {
      String word = trick.substring(trick.lastIndexOf(' ') + 1);
      olga.say(trick);
      assertThat(olga.post(word)).isVisible();
      olga.type("task create");
      olga.field("title").fill(cut(trick, 190) + word);
      olga.press("Enter");
      look(olga, word);
    }
    olga.type("task create");
    olga.field("title").fill(LETTERS);
    olga.press("Enter");
    assertThat(olga.page().locator("myc-room .field.is-wrong")).containsText("1 to 200");
    look(olga, "a title that is too long");
    olga.press("Escape");
    olga.composer().fill(LETTERS);
    assertThat(olga.page().locator("myc-room .composer-hint")).containsText("characters left");
    look(olga, "words that are too long");
    olga.composer().fill("");
    olga.leaveComposer();
    olga.press("Control+k");
    olga.page().locator("dialog input").fill(TRICKS.getFirst());
    look(olga, "the switcher");
  }

  @Test
  void notificationsAreTextAsWell() {
    Person olga = BROWSERS.open(Device.DESK, WORKSPACE.anotherLink("olga"));
    olga.context()
        .addInitScript(
            """
            window.told = [];
            window.Notification = class {
              static permission = "granted";
              constructor(heading, options) { told.push(heading + "\\n" + options.body); }
            };
            Object.defineProperty(document, "hidden", { get: () => true });
            localStorage.setItem("mycelium.prefs", JSON.stringify({ notify: true }));
            """);
    olga.go("/rooms/" + ROOM);
    assertThat(olga.page().locator(".connection.is-live")).isAttached();
    String key = WORKSPACE.gateway().invite("carl", "member");
    for (String trick : TRICKS) {
      String options = Json.object().put("text", "@olga " + trick).toString();
      WORKSPACE.gateway().call(key, "say", options, "Mycelium-Room", ROOM);
    }
    WORKSPACE.gateway().call(key, "say", "{\"text\":\"@olga last\"}", "Mycelium-Room", ROOM);
    olga.page().waitForFunction("() => told.at(-1)?.endsWith('last')");

    String told = (String) olga.page().evaluate("told.join('\\n')");
    assertThat(told)
        .contains("<script>")
        .doesNotContainPattern("[\u202a-\u202e\u2066-\u2069\u0000-\u0008\u001b]");
    look(olga, "the title");
  }

  private static void look(Person person, String where) {
    assertThat((List<?>) person.page().evaluate(FOREIGN)).as(where).isEmpty();
    assertThat(person.sideways()).as(where).isEmpty();
  }
}
