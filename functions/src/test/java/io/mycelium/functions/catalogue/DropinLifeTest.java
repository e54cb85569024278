package io.mycelium.functions.catalogue;

import static io.mycelium.functions.TestGateway.field;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.mycelium.core.command.Command;
import io.mycelium.core.command.Risk;
import io.mycelium.core.fixture.ReplyAssert;
import io.mycelium.core.id.RoomId;
import io.mycelium.core.peer.Role;
import io.mycelium.core.reply.Reply;
import io.mycelium.core.room.Post;
import io.mycelium.core.state.EventRecord;
import io.mycelium.functions.TestGateway;
import io.mycelium.functions.TestPackage;
import io.mycelium.functions.dropin.PackageFolder;
import io.mycelium.redis.embedded.TestRedis;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/// Folders come, change and go while two gateways run on one workspace, each with a folder of its
/// own.
class DropinLifeTest {
  @RegisterExtension static final TestRedis redis = TestRedis.shared();

  @TempDir Path here;
  @TempDir Path there;
  private TestGateway gateway;
  private TestGateway other;
  private TestGateway.User olga;

  @BeforeEach
  void open() {
    gateway = TestGateway.open().watching(here);
    other = TestGateway.open().watching(there);
    olga = gateway.admin();
  }

  @AfterEach
  void close() {
    gateway.close();
    other.close();
  }

  @Test
  void droppedFolderIsACommandOfBothGateways() {
    TestPackage.drop(here, "count");

    await().until(() -> gateway.has("count") && other.has("count"));
    Command<?> command = command(other, "count");
    assertThat(command.summary()).isEqualTo("Count something");
    assertThat(command.risk()).isEqualTo(Risk.MEDIUM);
    assertThat(command.definition()).isEqualTo(command(gateway, "count").definition());
    assertThat(gateway.catalogue().version()).isEqualTo(other.catalogue().version());
  }

  @Test
  void removedFolderTakesItsCommandAway() {
    TestPackage dropped = TestPackage.drop(here, "count");
    await().until(() -> gateway.has("count") && other.has("count"));

    dropped.remove();

    await().until(() -> !gateway.has("count") && !other.has("count"));
    assertThat(types()).containsExactly("function.added", "function.removed");
    ReplyAssert.assertThat(olga.run("function show count"))
        .isRefused(Reply.Reason.NOT_FOUND, "not-found");
  }

  @Test
  void changedScriptIsAnotherDefinition() {
    TestPackage dropped = TestPackage.drop(here, "count");
    await().until(() -> gateway.has("count") && other.has("count"));
    var before = command(other, "count").definition();

    dropped.write("run.py", "print('{\"more\": 1}')");

    await().until(() -> !command(other, "count").definition().equals(before));
    assertThat(types()).containsExactly("function.added", "function.changed");
  }

  @Test
  void brokenManifestIsToldWithItsLineAndDisturbsNothingElse() {
    TestPackage.drop(here, "count");
    TestPackage.drop(
        here,
        "broken",
        TestPackage.manifest("broken", "medium").replace("type: path", "type: pth"));

    await().until(() -> !gateway.events("function.broken").isEmpty());
    await().until(() -> gateway.has("count"));
    String problem =
        "function.yaml:6: 'type' is 'pth', but takes one of text, integer, flag, choice, duration, path, peer, room, file; did you mean path?";
    assertThat(gateway.has("broken")).isFalse();
    for (TestGateway each : List.of(gateway, other)) {
      await().until(() -> each.catalogue().broken("broken").isPresent());
    }
    ReplyAssert.assertThat(olga.run("broken --most 3"))
        .isRefused(Reply.Reason.NOT_FOUND, "function-broken")
        .says("'broken' is broken: " + problem + " 'function show broken' tells more.");
    assertThat(row("broken").get(1)).isEqualTo("broken");
    assertThat(row("broken").getLast()).isEqualTo(problem);
    assertThat(notices()).singleElement().asString().contains("`broken`").contains(problem);
  }

  @Test
  void theListTellsTheFirstProblemAndHowManyMore() {
    TestPackage.drop(
        here,
        "broken",
        TestPackage.manifest("broken", "medium")
            .replace("type: path", "type: pth")
            .replace("summary:", "sumary:"));

    await().until(() -> !gateway.events("function.broken").isEmpty());
    assertThat(row("broken").getLast())
        .isEqualTo("function.yaml:1: 'summary' is missing (+2 more, 'function show broken')");
    ReplyAssert.assertThat(olga.run("function show broken")).says("did you mean summary?", "'pth'");
  }

  @Test
  void brokenVersionTakesTheGoodOneOutAndMendingBringsItBack() {
    TestPackage dropped = TestPackage.drop(here, "count");
    await().until(() -> gateway.has("count") && other.has("count"));

    dropped.write("function.yaml", "name: count\n");
    await().until(() -> !gateway.has("count") && !other.has("count"));
    dropped.write("function.yaml", TestPackage.manifest("count", "medium"));

    await().until(() -> gateway.has("count") && other.has("count"));
    assertThat(types()).containsExactly("function.added", "function.broken", "function.added");
    assertThat(notices()).hasSize(1);
  }

  @Test
  void builtInNamesAreRefusedWithTheLine() {
    TestPackage.drop(here, "job");
    TestPackage.drop(here, "job-list");
    TestPackage.drop(here, "up");
    TestPackage.drop(here, "fetch");
    TestPackage.drop(here, "version");

    await().until(() -> gateway.events("function.broken").size() == 4);
    await().until(() -> gateway.has("version"));
    assertThat(List.of(row("job-list").getLast(), row("up").getLast(), row("fetch").getLast()))
        .containsExactly(
            "function.yaml:1: 'name' is taken by the built-in function 'job'",
            "function.yaml:1: 'name' is taken by the launcher's 'up'",
            "function.yaml:1: 'name' is taken by the launcher's 'fetch'");
    ReplyAssert.assertThat(olga.run("job list")).isTable(0);
  }

  @Test
  void nameOfAnotherGatewaysFolderIsRefusedUntilThatGoes() {
    TestPackage first = TestPackage.drop(here, "count");
    await().until(() -> gateway.has("count") && other.has("count"));
    var definition = command(gateway, "count").definition();

    TestPackage.drop(there, "count").write("more.txt", "x");
    await().until(() -> !gateway.events("function.broken").isEmpty());
    assertThat(command(other, "count").definition()).isEqualTo(definition);

    first.remove();
    await()
        .ignoreExceptions()
        .until(() -> !command(gateway, "count").definition().equals(definition));
  }

  @Test
  void nameGoesFromOneFolderOfAGatewayToItsOther(@TempDir Path second) {
    gateway.watching(second);
    TestPackage first = TestPackage.drop(second, "count");
    await().until(() -> gateway.has("count") && other.has("count"));
    var definition = command(gateway, "count").definition();
    TestPackage.drop(here, "count").write("more.txt", "x");
    await().until(() -> !gateway.events("function.broken").isEmpty());

    first.remove();

    await()
        .ignoreExceptions()
        .until(() -> !command(gateway, "count").definition().equals(definition));
  }

  @Test
  void lowRiskNeedsTrustAndThenHoldsForThatPackageOnly() {
    TestPackage dropped = TestPackage.drop(here, "count", TestPackage.manifest("count", "low"));
    await().until(() -> !gateway.events("function.broken").isEmpty());
    assertThat(row("count").getLast())
        .startsWith("function.yaml:3: 'risk' is 'low', which only a trusted package may say");

    ReplyAssert.assertThat(olga.at(other).run("function trust count")).hasState("live");
    await().until(() -> gateway.has("count") && other.has("count"));
    assertThat(command(other, "count").risk()).isEqualTo(Risk.LOW);
    assertThat(row("count").get(3)).isEqualTo("trusted by olga");

    dropped.write("run.py", "print('{\"other\": 1}')");
    await().until(() -> !gateway.has("count") && !other.has("count"));
    dropped.write("run.py", "print('{}')");
    await().until(() -> gateway.has("count"));
  }

  @Test
  void whatWritesOnADroneNeedsTrust() {
    TestPackage.drop(here, "count", TestPackage.manifest("count", "medium") + "writes: [repo]\n");
    await().until(() -> !gateway.events("function.broken").isEmpty());
    assertThat(row("count").getLast())
        .contains(
            "'writes' is for a trusted package only; an operator types 'function trust count'");

    ReplyAssert.assertThat(olga.run("function trust count"))
        .hasState("live")
        .hasField("writes", "--repo");
    await().until(() -> gateway.has("count") && other.has("count"));
  }

  @Test
  void whatHasANetworkNeedsTrust() {
    TestPackage.drop(
        here, "count", TestPackage.manifest("count", "medium") + "network: [pypi.org:443]\n");
    await().until(() -> !gateway.events("function.broken").isEmpty());
    assertThat(row("count").getLast())
        .contains(
            "'network' is none without trust in the package; an operator types 'function trust count'");

    ReplyAssert.assertThat(olga.run("function trust count"))
        .hasState("live")
        .hasField("network", "pypi.org:443");
    await().until(() -> gateway.has("count") && other.has("count"));
  }

  @Test
  void trustGoesToTheDigestThatWasLookedAt() {
    TestPackage.drop(here, "count");
    await().until(() -> gateway.has("count"));
    String digest = field(olga.run("function show count"), "digest");

    ReplyAssert.assertThat(olga.run("function trust count --digest 0123abcdef"))
        .isRefused(Reply.Reason.CONFLICT, "other-digest");
    ReplyAssert.assertThat(
            olga.run("function trust count --digest " + digest.substring(0, 12), "req-1"))
        .hasField("trust", "trusted by olga");
    ReplyAssert.assertThat(
            olga.run("function trust count --digest " + digest.substring(0, 12), "req-1"))
        .hasField("trust", "trusted by olga");
    assertThat(gateway.events("function.trusted")).hasSize(1);
  }

  @Test
  void shippedPackageIsTrustedFromTheStart() throws Exception {
    TestPackage.drop(there, "shipped", TestPackage.manifest("shipped", "low"));
    Set<String> digests = PackageFolder.digests(there);
    try (TestGateway third = TestGateway.open(digests).watching(here)) {
      TestPackage.drop(here, "shipped", TestPackage.manifest("shipped", "low"));

      await().until(() -> third.has("shipped"));
      assertThat(command(third, "shipped").risk()).isEqualTo(Risk.LOW);
    }
  }

  @Test
  void folderThatIsNotWantedIsNoCommandAndNoProblem(@TempDir Path elsewhere) {
    TestPackage.drop(elsewhere, "broken", "name: broken\n");
    TestPackage.drop(elsewhere, "other");
    TestPackage.drop(elsewhere, "wanted");

    gateway.watching(elsewhere, "wanted"::equals);

    await().until(() -> gateway.has("wanted"));
    TestPackage.drop(here, "later");
    await().until(() -> gateway.has("later"));
    assertThat(gateway.has("other")).isFalse();
    assertThat(gateway.events("function.broken")).isEmpty();
  }

  @Test
  void hostileFoldersAreToldOfSafely() throws Exception {
    String name = "a..\u202e`\u001b[2J %s {}";
    Files.createDirectory(here.resolve(name));
    Files.createDirectories(here.resolve("LOUD"));
    Files.createSymbolicLink(here.resolve("linked"), there);
    Files.createDirectory(here.resolve(".hidden"));

    await().until(() -> gateway.events("function.broken").size() >= 3);
    List<String> folders =
        rows().stream().filter(r -> r.get(1).equals("broken")).map(List::getFirst).toList();
    assertThat(folders).hasSize(3).contains("LOUD", "linked").noneMatch(f -> f.contains("\u001b"));
    assertThat(row("linked").getLast()).isEqualTo("is a symbolic link; put the folder itself here");
    assertThat(notices()).hasSize(3).noneMatch(n -> n.contains("\u001b"));
  }

  @Test
  void gatewayThatComesBackSaysNothingAgainAndMissesNothing() {
    TestPackage.drop(here, "count");
    TestPackage gone = TestPackage.drop(here, "gone");
    TestPackage.drop(here, "broken", "name: broken\n");
    await().until(() -> gateway.events("function.").size() == 3);

    gateway.close();
    gone.remove();
    gateway = TestGateway.open().watching(here);

    await().until(() -> !gateway.has("gone"));
    TestPackage.drop(here, "last");
    await().until(() -> other.has("last"));
    assertThat(types().subList(3, types().size()))
        .containsExactly("function.removed", "function.added");
    assertThat(notices()).hasSize(1);
  }

  @Test
  void stoppedFunctionIsStoppedEverywhereUntilItIsStarted() {
    TestPackage.drop(here, "count");
    await().until(() -> gateway.has("count") && other.has("count"));

    ReplyAssert.assertThat(olga.run("function stop count"))
        .hasState("stopped")
        .hasField("stopped-by", "olga");
    await()
        .untilAsserted(() ->
            ReplyAssert.assertThat(olga.at(other).run("function show count")).hasState("stopped"));
    olga.run("function stop room");
    ReplyAssert.assertThat(olga.run("room list"))
        .isRefused(Reply.Reason.UNAVAILABLE, "function-stopped")
        .says("stopped by olga");
    ReplyAssert.assertThat(olga.run("function stop function"))
        .isRefused(Reply.Reason.CONFLICT, "always-on");
    ReplyAssert.assertThat(olga.run("function stop nothing"))
        .isRefused(Reply.Reason.NOT_FOUND, "not-found");

    ReplyAssert.assertThat(olga.run("function start count")).hasState("live");
    olga.run("function start room");
    ReplyAssert.assertThat(olga.run("room list")).isNotRefused();
  }

  @Test
  void memberNeitherStopsNorTrusts() {
    TestGateway.User ada = olga.invite("ada", Role.MEMBER);

    ReplyAssert.assertThat(ada.run("function stop room"))
        .isRefused(Reply.Reason.FORBIDDEN, "not-permitted");
    ReplyAssert.assertThat(ada.run("function trust room"))
        .isRefused(Reply.Reason.FORBIDDEN, "not-permitted");
    ReplyAssert.assertThat(ada.run("function list")).isNotRefused();
  }

  private static Command<?> command(TestGateway at, String name) {
    return at.catalogue().find(name).orElseThrow().command();
  }

  private List<String> types() {
    return gateway.events("function.").stream().map(EventRecord::type).toList();
  }

  private List<List<String>> rows() {
    return ((Reply.Table) olga.at(gateway).run("function list")).rows();
  }

  private List<String> row(String name) {
    return rows().stream().filter(row -> row.getFirst().equals(name)).findFirst().orElseThrow();
  }

  private List<String> notices() {
    return gateway.posts(RoomId.OPERATORS).stream()
        .map(Post::content)
        .map(Object::toString)
        .toList();
  }
}
