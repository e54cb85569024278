package io.mycelium.bridge.slack.far;

import com.google.gson.JsonObject;
import io.mycelium.bridge.slack.far.WebApi.Call;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;

/// Channels and what is in them.
final class ConversationMethods {
  private static final int PAGE = 100;
  private static final int LARGEST_PAGE = 999;

  private ConversationMethods() {}

  static void addTo(Map<String, Function<Call, JsonObject>> methods) {
    methods.put("conversations.history", ConversationMethods::history);
    methods.put("conversations.replies", ConversationMethods::replies);
    methods.put(
        "conversations.info",
        call -> Tree.of("channel", call.channel().described(call.team().botUser.id)));
    methods.put("conversations.list", ConversationMethods::list);
    methods.put("conversations.join", ConversationMethods::join);
    methods.put(
        "conversations.members",
        call -> page(call, "members", List.copyOf(call.channel().members), PAGE));
    methods.put("conversations.open", ConversationMethods::open);
    methods.put("users.conversations", ConversationMethods::list);
  }

  private static JsonObject history(Call call) {
    Conversation channel = call.joinedChannel();
    List<JsonObject> found =
        channel.messages.descendingMap().values().stream()
            .filter(Conversation::standsAlone)
            .filter(message -> isAsked(call.in(), Tree.text(message, "ts")))
            .map(message -> shown(call.in(), message))
            .toList();
    return page(call, "messages", found, PAGE);
  }

  private static JsonObject replies(Call call) {
    Conversation channel = call.joinedChannel();
    String ts = call.in().need("ts", "thread_not_found");
    JsonObject root = channel.messages.get(ts);
    if (root == null) {
      throw new Refusal("thread_not_found");
    }
    List<JsonObject> found = new ArrayList<>();
    found.add(shown(call.in(), root));
    channel.replies(ts).stream()
        .filter(message -> isAsked(call.in(), Tree.text(message, "ts")))
        .map(message -> shown(call.in(), message))
        .forEach(found::add);
    return page(call, "messages", found, LARGEST_PAGE);
  }

  private static boolean isAsked(Arguments in, String ts) {
    boolean inclusive = in.flag("inclusive");
    int toOldest = in.text("oldest").map(oldest -> compare(ts, oldest)).orElse(1);
    int toLatest = in.text("latest").map(latest -> compare(ts, latest)).orElse(-1);
    return (toOldest > 0 || (toOldest == 0 && inclusive))
        && (toLatest < 0 || (toLatest == 0 && inclusive));
  }

  private static int compare(String ts, String other) {
    return new BigDecimal(ts).compareTo(new BigDecimal(other));
  }

  private static JsonObject shown(Arguments in, JsonObject message) {
    JsonObject copy = message.deepCopy();
    if (!in.flag("include_all_metadata")) {
      copy.remove("metadata");
    }
    return copy;
  }

  private static JsonObject list(Call call) {
    List<String> types = List.of(call.in().text("types").orElse("public_channel").split(","));
    Stream<JsonObject> found =
        call.team().conversations.values().stream()
            .filter(c -> types.contains(c.typeName()))
            .filter(c ->
                c.kind == Conversation.Kind.PUBLIC || c.members.contains(call.team().botUser.id))
            .filter(c -> !c.archived || !call.in().flag("exclude_archived"))
            .map(c -> c.described(call.team().botUser.id));
    return page(call, "channels", found.toList(), PAGE);
  }

  private static JsonObject join(Call call) {
    Conversation channel = call.channel();
    if (channel.archived) {
      throw new Refusal("is_archived");
    }
    if (channel.kind != Conversation.Kind.PUBLIC) {
      throw new Refusal("method_not_supported_for_channel_type");
    }
    boolean fresh = channel.members.add(call.team().botUser.id);
    JsonObject answer = Tree.of("channel", channel.described(call.team().botUser.id));
    if (!fresh) {
      answer.addProperty("warning", "already_in_channel");
    }
    return answer;
  }

  private static JsonObject open(Call call) {
    String user = call.in().need("users", "users_list_not_supplied");
    if (!call.team().accounts.containsKey(user)) {
      throw new Refusal("user_not_found");
    }
    return Tree.of("channel", Tree.of("id", call.world().direct(call.team(), user).id));
  }

  /// One page of a list, with the cursor of the next.
  static JsonObject page(Call call, String name, List<?> all, int usual) {
    int limit = Math.clamp(call.in().number("limit", usual), 1, LARGEST_PAGE);
    int from = call.in().text("cursor").map(ConversationMethods::decoded).orElse(0);
    int to = Math.min(all.size(), from + limit);
    boolean more = to < all.size();
    JsonObject page = Tree.of(name, Tree.list(all.subList(Math.min(from, to), to).stream()));
    page.addProperty("has_more", more);
    page.add(
        "response_metadata",
        Tree.of(
            "next_cursor",
            more
                ? Base64.getEncoder().encodeToString(("at:" + to).getBytes(StandardCharsets.UTF_8))
                : ""));
    return page;
  }

  private static int decoded(String cursor) {
    try {
      String text = new String(Base64.getDecoder().decode(cursor), StandardCharsets.UTF_8);
      return Integer.parseInt(text.substring("at:".length()));
    } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
      throw new Refusal("invalid_cursor");
    }
  }
}
