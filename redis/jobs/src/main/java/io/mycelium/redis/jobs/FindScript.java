package io.mycelium.redis.jobs;

import io.mycelium.core.id.JobId;
import io.mycelium.redis.client.Script;
import io.mycelium.redis.client.ScriptResult;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Runs `find.lua`.
record FindScript(QueueAccess access) {
  private static final Script<List<Object>> SCRIPT = QueueAccess.script("find", ScriptResult.LIST);

  /// All of a job, as it is at one moment.
  Optional<JobFields> run(JobId id) {
    List<Object> found = access.run(SCRIPT, input -> input.arg(id.value()));
    return found.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new JobFields(
                String.valueOf(found.get(1)),
                new NowWords(String.valueOf(found.get(0))),
                fields(texts(found.get(2))),
                texts(found.get(3))));
  }

  private static List<String> texts(Object some) {
    return ((List<?>) some).stream().map(String::valueOf).toList();
  }

  private static Map<String, String> fields(List<String> texts) {
    Map<String, String> fields = new HashMap<>();
    for (int i = 0; i < texts.size(); i += 2) {
      fields.put(texts.get(i), texts.get(i + 1));
    }
    return fields;
  }
}
