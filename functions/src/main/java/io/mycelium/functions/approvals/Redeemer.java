package io.mycelium.functions.approvals;

import io.mycelium.core.pipeline.Granted;
import io.mycelium.core.reply.Reply;

/// Runs a granted call, once; the pipeline's part of an approval.
@FunctionalInterface
public interface Redeemer {
  Reply redeem(Granted granted);
}
