package io.mycelium.drone.agent;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mycelium.core.job.JobFailure;
import io.mycelium.core.job.JobInput;
import io.mycelium.core.job.JobResult.Artifact;
import io.mycelium.core.json.Json;
import io.mycelium.core.reply.FileRef;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// What came of the jobs that a job waited for, as its work finds it: a list in one file of the
/// folder `in`, and beside it the files that they left, each in a folder of its own.
final class EarlierResults {
  /// The list's name; no option can have it.
  static final String NAME = "inputs.json";

  private final InputFiles files;
  private final Path in;
  private final Path seen;

  /// @param in where it is put
  /// @param seen the same as the job sees it
  EarlierResults(InputFiles files, Path in, Path seen) {
    this.files = files;
    this.in = in;
    this.seen = seen;
  }

  /// Puts it there, for reading alone.
  ///
  /// @return why not, when one of the files is no more
  Optional<JobFailure> put(List<JobInput> inputs) throws IOException {
    ArrayNode list = Json.object().putArray("inputs");
    for (JobInput input : inputs) {
      Optional<JobFailure> missing = put(input, list.addObject());
      if (missing.isPresent()) {
        return missing;
      }
    }
    Path file = in.resolve(NAME);
    Files.write(file, Json.writeBytes(list), StandardOpenOption.CREATE_NEW);
    InputFiles.readOnlyFile(file);
    return Optional.empty();
  }

  private Optional<JobFailure> put(JobInput input, ObjectNode told) throws IOException {
    told.put("job", input.job().value());
    told.put("state", input.state().name().toLowerCase(Locale.ROOT));
    input.failure().ifPresent(why -> told.set("failure", Json.tree(why)));
    input.result().ifPresent(result -> told.put("markdown", result.markdown()));
    List<Artifact> left = input.result().map(result -> result.files()).orElse(List.of());
    ArrayNode shown = told.putArray("files");
    for (int i = 0; i < left.size(); i++) {
      FileRef file = FileRef.of(left.get(i).content(), left.get(i).name(), left.get(i).mediaType());
      // The dot keeps it apart from the folders of options.
      Path folder = Path.of("%s.%d".formatted(input.job(), i + 1));
      if (!files.fetch(file, in.resolve(folder))) {
        return Optional.of(
            new JobFailure(
                "file-missing",
                "The file %s of the job %s is not in the store any more."
                    .formatted(file.name(), input.job())));
      }
      shown
          .addObject()
          .put("name", file.name())
          .put("mediaType", file.mediaType())
          .put("path", seen.resolve(folder).resolve(file.name()).toString());
    }
    return Optional.empty();
  }
}
