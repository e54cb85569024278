package io.mycelium.redis.jobs;

import io.mycelium.core.id.RoomId;
import io.mycelium.core.job.Submitted;
import io.mycelium.redis.client.Script;
import io.mycelium.redis.client.ScriptResult;
import java.util.Optional;

/// Runs `full.lua`.
record FullScript(QueueAccess access) {
  private static final Script<Optional<String>> SCRIPT =
      QueueAccess.script("full", ScriptResult.TEXT, "open");

  /// Why the queue would not take one more job of the room, if so.
  Optional<Submitted.Full> run(RoomId room) {
    return access
        .run(SCRIPT, input -> input.arg(room.value()))
        .map(answer -> SubmitScript.full(answer.split(" ", -1)));
  }
}
