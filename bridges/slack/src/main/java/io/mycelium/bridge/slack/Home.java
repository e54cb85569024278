package io.mycelium.bridge.slack;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.slack.api.model.block.DividerBlock;
import com.slack.api.model.block.HeaderBlock;
import com.slack.api.model.block.LayoutBlock;
import com.slack.api.model.block.composition.PlainTextObject;
import com.slack.api.model.view.View;
import io.mycelium.bridge.slack.render.SlackLimits;
import io.mycelium.bridge.slack.render.SlackRenderer;
import io.mycelium.chatting.desk.Answer;
import io.mycelium.chatting.desk.Desk;
import io.mycelium.chatting.layout.Sheets;
import io.mycelium.core.channel.LinkedChannel;
import io.mycelium.core.id.RoomId;
import io.mycelium.core.json.Json;
import io.mycelium.core.reply.Reply;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/// The app's home page: what waits for somebody's decision, with its buttons, the tasks they have,
/// and the drones. Blocks; call it on virtual threads.
final class Home {
  private static final String NUMBER = "number";

  /// Approvals that are shown whole.
  private static final int WHOLE = 5;

  private final Api api;
  private final Desk desk;
  private final Supplier<List<LinkedChannel>> linked;
  private final People people;
  private final SlackRenderer renderer = new SlackRenderer();

  /// @param linked the workspace's channels that show rooms
  Home(Api api, Desk desk, Supplier<List<LinkedChannel>> linked, People people) {
    this.api = api;
    this.desk = desk;
    this.linked = linked;
    this.people = people;
  }

  /// Draws somebody's page as it is now.
  ///
  /// @param id of the event that asks for it
  void show(String team, String user, String id) {
    List<LayoutBlock> blocks = new ArrayList<>();
    for (Whereabouts where : rooms(team, user)) {
      approvals(where, id, blocks);
    }
    Whereabouts anywhere = rooms(team, user).getFirst();
    Optional<String> name = people.person(user).filter(n -> !n.isBlank());
    ObjectNode mine = Json.object();
    name.ifPresent(n -> mine.put("owner", n));
    list("Your tasks", "task list", mine, anywhere, id, blocks);
    list("Drones", "drone list", Json.object(), anywhere, id, blocks);
    View view =
        View.builder()
            .type("home")
            .blocks(blocks.subList(0, Math.min(blocks.size(), SlackLimits.MODAL_BLOCKS)))
            .build();
    api.patiently(c -> c.viewsPublish(r -> r.userId(user).view(view)));
  }

  /// A channel for each room that Slack shows; somebody's own place where it shows none.
  private List<Whereabouts> rooms(String team, String user) {
    Map<RoomId, Whereabouts> byRoom = new LinkedHashMap<>();
    for (LinkedChannel channel : linked.get()) {
      byRoom.putIfAbsent(
          channel.room(), Whereabouts.of(team, channel.ref().channel(), user, Optional.empty()));
    }
    return byRoom.isEmpty()
        ? List.of(Whereabouts.of(team, user, user, Optional.empty()))
        : List.copyOf(byRoom.values());
  }

  private void approvals(Whereabouts where, String id, List<LayoutBlock> blocks) {
    Answer answer = run("approval list", Json.object(), where, id);
    if (!(answer instanceof Answer.Alone(Reply.Table table, _)) || table.rows().isEmpty()) {
      return;
    }
    blocks.add(header("Waiting for a decision"));
    int number = columns(table).indexOf(NUMBER);
    table.rows().stream()
        .limit(WHOLE)
        .map(row -> run("approval show", Json.object().put("approval", row.get(number)), where, id))
        .forEach(card -> draw(card, where, blocks));
    if (table.rows().size() > WHOLE) {
      draw(answer, where, blocks);
    }
  }

  private static List<String> columns(Reply.Table table) {
    return table.columns().stream().map(column -> column.key()).toList();
  }

  private void list(
      String title,
      String command,
      ObjectNode options,
      Whereabouts where,
      String id,
      List<LayoutBlock> blocks) {
    blocks.add(header(title));
    draw(run(command, options, where, id), where, blocks);
    blocks.add(DividerBlock.builder().build());
  }

  private Answer run(String command, ObjectNode options, Whereabouts where, String id) {
    return desk.run(where.visit(id, people), command, options);
  }

  private void draw(Answer answer, Whereabouts where, List<LayoutBlock> blocks) {
    if (answer instanceof Answer.Alone(var reply, var ids)) {
      var sheet = new Sheets(people.find(where.user()).zone(), ids).of(reply);
      blocks.addAll(renderer.draw(sheet).messages().getFirst().blocks());
    }
  }

  private static LayoutBlock header(String title) {
    return HeaderBlock.builder().text(PlainTextObject.builder().text(title).build()).build();
  }
}
