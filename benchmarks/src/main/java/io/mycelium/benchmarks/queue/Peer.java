package io.mycelium.benchmarks.queue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mycelium.core.fixture.NpmFolder;
import io.mycelium.core.json.Json;
import java.util.Locale;

/// A queue of npm, in a process of Node. Where it has no batches, its workers take one job a call.
public final class Peer implements Contender {
  /// Which one.
  public enum Kind {
    BULLMQ("BullMQ"),
    BEE("Bee-Queue");

    private final String title;

    Kind(String title) {
      this.title = title;
    }

    /// For people.
    public String title() {
      return title;
    }

    /// Starts it.
    ///
    /// @param words `drive`, or what its workers do and how many there are; see `peers/peer.mjs`
    public PeerProcess start(String url, String... words) {
      var folder =
          NpmFolder.of(PeerProcess.class, "npm-peers", "peer.mjs", "bullmq.mjs", "bee.mjs");
      var builder = folder.node(name().toLowerCase(Locale.ROOT) + ".mjs", words);
      builder.environment().put("PEER_REDIS", url);
      return PeerProcess.start(builder);
    }
  }

  private final Kind kind;
  private final PeerProcess process;

  public Peer(Kind kind, String url) {
    this.kind = kind;
    this.process = kind.start(url, "drive");
    process.await("ready");
  }

  /// Whether there is a Node.
  public static boolean isPossible() {
    return NpmFolder.isPossible();
  }

  @Override
  public String name() {
    return kind.title();
  }

  public Kind kind() {
    return kind;
  }

  @Override
  public long pid() {
    return process.pid();
  }

  @Override
  public void submit(int jobs, int batch) {
    obey(order("submit", jobs).put("batch", batch));
  }

  @Override
  public void work(int jobs, int batch) {
    obey(order("work", jobs));
  }

  private static ObjectNode order(String what, int jobs) {
    return Json.object().put("do", what).put("jobs", jobs).put("lanes", LANES);
  }

  private void obey(ObjectNode order) {
    process.say(order.toString());
    process.await("done");
  }

  @Override
  public void close() {
    process.close();
  }
}
