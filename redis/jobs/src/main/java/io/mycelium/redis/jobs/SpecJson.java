package io.mycelium.redis.jobs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mycelium.core.job.JobSpec;
import io.mycelium.core.json.Json;

/// A specification as it lies in Redis: JSON without what most jobs have alike, which is half of
/// it. Redis copies it some times, and writes it to its file.
final class SpecJson {
  /// What is left out where a job has the same. Queues hold jobs that go by it: what is there never
  /// changes, also where the standard of new jobs does.
  private static final ObjectNode USUAL =
      Json.object(
          """
          {
            "readable": [], "writable": [], "files": {}, "requirements": "", "trusted": true,
            "priority": "NORMAL",
            "limits": {"timeout": "PT5M", "memoryBytes": 536870912, "processes": 128, "output": 67108864},
            "plan": {
              "delay": "PT0S",
              "retry": {"attempts": 1, "backoff": "FIXED", "base": "PT1S", "most": "PT1S", "never": []},
              "maxLost": 3, "deadlines": {}, "after": {"jobs": [], "onFailure": "FAIL"}, "keys": [],
              "durable": false, "quiet": false
            }
          }
          """);

  private SpecJson() {}

  /// @param known what is said of it elsewhere, which is left out, too
  static String write(JobSpec job, ObjectNode known) {
    ObjectNode json = Json.object(Json.write(job));
    leaveOut(json, known);
    leaveOut(json, USUAL);
    return Json.write(json);
  }

  /// @param known as when it was written
  static JobSpec read(String text, ObjectNode known) {
    ObjectNode json = Json.object(text);
    putIn(json, known);
    putIn(json, USUAL);
    return Json.read(json, JobSpec.class);
  }

  private static void leaveOut(ObjectNode json, ObjectNode usual) {
    usual
        .properties()
        .forEach(field -> {
          JsonNode own = json.path(field.getKey());
          if (own.equals(field.getValue())) {
            json.remove(field.getKey());
          } else if (own instanceof ObjectNode part
              && field.getValue() instanceof ObjectNode ofPart) {
            leaveOut(part, ofPart);
            if (part.isEmpty()) {
              json.remove(field.getKey());
            }
          }
        });
  }

  private static void putIn(ObjectNode json, ObjectNode usual) {
    usual
        .properties()
        .forEach(field -> {
          JsonNode own = json.path(field.getKey());
          if (own.isMissingNode()) {
            json.set(field.getKey(), field.getValue().deepCopy());
          } else if (own instanceof ObjectNode part
              && field.getValue() instanceof ObjectNode ofPart) {
            putIn(part, ofPart);
          }
        });
  }
}
