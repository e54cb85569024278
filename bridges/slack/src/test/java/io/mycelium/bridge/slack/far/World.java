package io.mycelium.bridge.slack.far;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/// All that the double knows. State is read and written inside [#locked] only.
final class World {
  static final String APP = "A0MYCELIUM";
  static final String APP_TOKEN = "xapp-1-A0MYCELIUM-1-far";
  static final String CLIENT_ID = "1.1";
  static final String CLIENT_SECRET = "far-client-secret";
  static final String SIGNING_SECRET = "far-signing-secret";
  static final String VERIFICATION_TOKEN = "far-verification";

  final Hours hours = new Hours();
  final Faults faults = new Faults();
  final Limits limits = new Limits(hours);
  final BlockKit blockKit = new BlockKit();
  final Deliveries deliveries;
  final Events events = new Events(this);
  final Triggers triggers;
  final ResponseUrls responseUrls = new ResponseUrls(this);
  final Consents consents = new Consents(this);
  final List<ApiCall> calls = new CopyOnWriteArrayList<>();
  final Map<String, Team> teams = new LinkedHashMap<>();

  private final ReentrantLock lock = new ReentrantLock();
  private final AtomicLong ids = new AtomicLong(46_655);

  /// Where the double is reached, without a slash at the end.
  volatile String base = "";

  /// How long the app may take to acknowledge, and to open a modal.
  final Duration patience;

  World(Duration patience) {
    this.patience = patience;
    deliveries = new Deliveries(faults, patience);
    triggers = new Triggers(hours, patience);
  }

  <T> T locked(Supplier<T> deed) {
    lock.lock();
    try {
      return deed.get();
    } finally {
      lock.unlock();
    }
  }

  /// A new id, such as `C000010A`.
  String id(String prefix) {
    String number = Long.toString(ids.incrementAndGet(), 36).toUpperCase(Locale.ROOT);
    return prefix + "0".repeat(Math.max(0, 8 - number.length())) + number;
  }

  Team team(String domain) {
    return locked(() -> {
      Team team = new Team(this, String.valueOf(teams.size() + 1), domain);
      teams.put(team.id(), team);
      conversation(team, "general", Conversation.Kind.PUBLIC);
      return team;
    });
  }

  Account account(Team team, String handle) {
    return team.accounts.values().stream()
        .filter(account -> account.handle.equals(handle))
        .findFirst()
        .orElseGet(() -> {
          Account made = new Account(id("U0"), handle, false);
          team.accounts.put(made.id, made);
          team.conversations.values().stream()
              .filter(c -> c.kind == Conversation.Kind.PUBLIC)
              .forEach(c -> c.members.add(made.id));
          return made;
        });
  }

  Conversation conversation(Team team, String name, Conversation.Kind kind) {
    return team.conversationNamed(name)
        .orElseGet(() -> {
          Conversation made =
              new Conversation(id(kind == Conversation.Kind.DIRECT ? "D0" : "C0"), name, kind);
          made.members.add(team.botUser.id);
          if (kind == Conversation.Kind.PUBLIC) {
            made.members.addAll(team.accounts.keySet());
          }
          team.conversations.put(made.id, made);
          return made;
        });
  }

  /// The conversation of the app with one person.
  Conversation direct(Team team, String user) {
    Conversation direct = conversation(team, "dm-" + user, Conversation.Kind.DIRECT);
    direct.members.add(user);
    return direct;
  }

  /// The workspace that gave out a token; refuses one that nobody gave out or that ended.
  Team byBotToken(String token) {
    Team team =
        teams.values().stream()
            .filter(t -> t.gaveOut(token))
            .findFirst()
            .orElseThrow(() -> new Refusal("invalid_auth"));
    if (team.revoked || !team.botToken().equals(token)) {
      throw new Refusal("token_revoked");
    }
    return team;
  }

  static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
