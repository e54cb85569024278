package io.mycelium.functions.schedules;

import io.mycelium.core.pipeline.Scheduled;
import io.mycelium.core.reply.Reply;

/// Makes a call that is due, once; the pipeline's part of a schedule.
@FunctionalInterface
public interface Firer {
  Reply fire(Scheduled due);
}
