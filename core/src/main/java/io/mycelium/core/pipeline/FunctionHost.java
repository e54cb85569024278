package io.mycelium.core.pipeline;

import io.mycelium.core.reply.Reply;

/// Runs calls under their function's limits: each on a virtual thread of its own, refused with BUSY
/// when the function is full, answered with "still working" when the deadline passes.
public interface FunctionHost {
  /// The code of the refusal when the function broke.
  String INCIDENT = "incident";

  /// The code of the refusal when the deadline passed: nothing was refused, the call goes on.
  String STILL_WORKING = "still-working";

  Reply run(Ready<?> call);
}
