package io.mycelium.benchmarks.queue;

import io.lettuce.core.Consumer;
import io.lettuce.core.RedisClient;
import io.lettuce.core.ScriptOutputType;
import io.lettuce.core.StreamMessage;
import io.lettuce.core.XGroupCreateArgs;
import io.lettuce.core.XReadArgs;
import io.lettuce.core.XReadArgs.StreamOffset;
import io.lettuce.core.api.StatefulRedisConnection;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/// The least that passes for a queue on Redis Streams: a script that puts jobs in once,
/// `XREADGROUP`, a script that ends them. A batch is one call of each. There is no fence, no lease,
/// no list, no priority and no news, and nothing finds the jobs of a worker that died.
public final class BareLoop implements Contender {
  private static final String STREAM = "bare";
  private static final String GROUP = "workers";
  private static final String PAYLOAD = "x".repeat(100);
  private static final String KEPT = "60000";

  private final RedisClient client;
  private final StatefulRedisConnection<String, String> connection;
  private final String enqueue;
  private final String done;
  private final AtomicInteger ids = new AtomicInteger();

  public BareLoop(String url) {
    client = RedisClient.create(url);
    connection = client.connect();
    enqueue = connection.sync().scriptLoad(script("enqueue"));
    done = connection.sync().scriptLoad(script("done"));
  }

  private static String script(String name) {
    try (InputStream source = BareLoop.class.getResourceAsStream("/lua/bare/" + name + ".lua")) {
      return new String(source.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public String name() {
    return "bare loop";
  }

  @Override
  public long pid() {
    return ProcessHandle.current().pid();
  }

  @Override
  public void submit(int jobs, int batch) {
    connection
        .sync()
        .xgroupCreate(StreamOffset.from(STREAM, "0"), GROUP, XGroupCreateArgs.Builder.mkstream());
    Lanes.run(lane -> {
      for (int i = 0; i < jobs / LANES; i += batch) {
        call(enqueue, Stream.generate(this::job).limit(batch).flatMap(List::stream).toList());
      }
    });
  }

  /// As long as an id of Mycelium's.
  private List<String> job() {
    return List.of("job_%026d".formatted(ids.incrementAndGet()), PAYLOAD);
  }

  @Override
  public void work(int jobs, int batch) {
    Lanes.run(lane -> {
      var me = Consumer.from(GROUP, "worker-" + lane);
      for (var some = read(me, batch); !some.isEmpty(); some = read(me, batch)) {
        List<String> words = new ArrayList<>(List.of(GROUP, KEPT));
        for (StreamMessage<String, String> one : some) {
          words.add(one.getId());
          words.add(one.getBody().get("job"));
        }
        call(done, words);
      }
    });
  }

  @SuppressWarnings("unchecked") // one stream, in an array that only the library reads
  private List<StreamMessage<String, String>> read(Consumer<String> me, int batch) {
    return connection
        .sync()
        .xreadgroup(me, XReadArgs.Builder.count(batch), StreamOffset.lastConsumed(STREAM));
  }

  private void call(String script, List<String> words) {
    connection
        .sync()
        .evalsha(
            script, ScriptOutputType.INTEGER, new String[] {STREAM}, words.toArray(String[]::new));
  }

  @Override
  public void close() {
    connection.close();
    client.shutdown();
  }
}
