package io.mycelium.redis.jobs;

import io.lettuce.core.KeyValue;
import io.mycelium.core.id.RoomId;
import io.mycelium.core.job.QueuePolicy;
import io.mycelium.core.job.Submitted;
import java.util.List;
import java.util.Optional;

/// Looks whether the queue would take one more job, as `submit.lua` does when it comes.
record Capacity(QueueAccess access) {
  Optional<Submitted.Full> full(RoomId room) {
    List<KeyValue<String, String>> policy =
        access.read(redis -> redis.hmget(access.key("queue"), "most", "mostofroom"));
    long most = number(policy.getFirst(), QueuePolicy.STANDARD.most());
    long mostOfRoom = number(policy.getLast(), QueuePolicy.STANDARD.mostOfRoom());
    if (access.read(redis -> redis.scard(access.key("open"))) >= most) {
      return Optional.of(full(Submitted.Scope.QUEUE, most));
    }
    String ofRoom = access.read(redis -> redis.hget(access.key("rooms"), room.value()));
    return ofRoom != null && Long.parseLong(ofRoom) >= mostOfRoom
        ? Optional.of(full(Submitted.Scope.ROOM, mostOfRoom))
        : Optional.empty();
  }

  private static long number(KeyValue<String, String> field, long standard) {
    return field.hasValue() ? Long.parseLong(field.getValue()) : standard;
  }

  private static Submitted.Full full(Submitted.Scope what, long limit) {
    return new Submitted.Full(what, limit, SubmitScript.LATER);
  }
}
