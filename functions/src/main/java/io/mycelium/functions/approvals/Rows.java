package io.mycelium.functions.approvals;

import io.mycelium.core.id.ApprovalId;
import io.mycelium.core.json.Json;
import io.mycelium.core.state.OutboxRow;
import java.time.Instant;

/// The outbox rows of approvals: what becomes due, and its name.
final class Rows {
  static final String REDEEM = "approval.redeem";
  static final String REMIND = "approval.remind";
  static final String EXPIRE = "approval.expire";

  private Rows() {}

  static OutboxRow row(String kind, ApprovalId id, Instant due) {
    return new OutboxRow(name(kind, id), kind, due, Json.object().put("approval", id.value()));
  }

  static String name(String kind, ApprovalId id) {
    return kind + ':' + id;
  }

  static ApprovalId of(OutboxRow row) {
    return new ApprovalId(row.payload().path("approval").asText());
  }
}
