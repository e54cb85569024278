package io.mycelium.functions.dropin;

import static org.assertj.core.api.Assertions.assertThat;

import io.mycelium.core.job.CommandLine;
import io.mycelium.core.job.CommandLine.Argument;
import io.mycelium.core.job.JobTemplate;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TemplateReaderTest {
  private static final String HEAD =
      """
      name: shrink
      summary: Make a video small
      options:
        video: {type: file, required: true, help: the video}
        height: {type: integer, default: 480, help: its height}
        title: {type: text, help: its title}
        quiet: {type: flag, help: print less}
      """;

  @Test
  void templateIsReadWhole() {
    Manifest manifest =
        read("""
        run:
          linux: [ffmpeg, {if: quiet, args: [-v, error]}, -i, "{video}", "scale=-2:{height}", out/small.mp4]
          mac: [/opt/homebrew/bin/ffmpeg, -i, "{video}", out/small.mp4]
        env: {TITLE: "{title}", LEVEL: high}
        setup:
          - {name: look, run: [ffmpeg, -version]}
          - {name: mark, run: {default: [touch, "{MYCELIUM_JOB_ID}"]}}
        """)
            .manifest()
            .orElseThrow();

    JobTemplate template = manifest.template().orElseThrow();
    assertThat(template.run().on("linux").orElseThrow())
        .containsExactly(
            Argument.of("ffmpeg"),
            new Argument(Optional.of("quiet"), List.of("-v", "error")),
            Argument.of("-i"),
            Argument.of("{video}"),
            Argument.of("scale=-2:{height}"),
            Argument.of("out/small.mp4"));
    assertThat(template.run().on("macos").orElseThrow().getFirst().texts())
        .containsExactly("/opt/homebrew/bin/ffmpeg");
    assertThat(template.run().on("windows")).isEmpty();
    assertThat(template.environment()).containsEntry("TITLE", "{title}").hasSize(2);
    assertThat(template.setup()).extracting(JobTemplate.Step::name).containsExactly("look", "mark");
    assertThat(template.requirements()).hasToString("!windows");
    assertThat(manifest.run()).startsWith("ffmpeg", "-v", "error", "-i", "{video}");
  }

  @Test
  void scriptMayHaveVariablesAndStepsAndItsListIsTakenAsItIs() {
    Manifest manifest =
        read("run: [jq, \"{title}\"]\nenv: {LEVEL: high}\n").manifest().orElseThrow();

    JobTemplate template = manifest.template().orElseThrow();
    assertThat(template.run()).isEqualTo(CommandLine.literal(List.of("jq", "{title}")));
    assertThat(template.requirements()).hasToString("");
    assertThat(manifest.run()).containsExactly("jq", "{title}");
    assertThat(read("run: [jq]\n").manifest().orElseThrow().template()).isEmpty();
  }

  @Test
  void commandForOneSystemAsksForADroneOfIt() {
    Manifest manifest = read("run: {mac: [say, hello]}\n").manifest().orElseThrow();

    assertThat(manifest.template().orElseThrow().requirements()).hasToString("macos");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "run: {linus: [a]} | 8 | 'linus' is not a key here; did you mean linux?",
        "run: {} | 8 | 'run' is empty, but takes linux, mac, windows, default",
        "run: {linux: a} | 8 | 'linux' is text, but takes a list such as [git, log, \"{since}\"]",
        "run: {linux: []} | 8 | 'linux' is empty, but takes the program and its arguments",
        "run: {linux: [[a]]} | 8 | an item of 'linux' is a list, but takes text",
        "run: {linux: [../a]} | 8 | 'linux' starts '../a', which lies outside of the folder",
        "run: {linux: [\"{video}\"]} | 8 | 'linux' starts with an option, but takes the name of a program first",
        "run: {linux: [cat, \"{vidio}\"]} | 8 | 'linux' has '{vidio}', but the options are video, height, title, quiet",
        "run: {linux: [say, \"{title}\"]} | 8 | 'linux' has '{title}', but 'title' may be left out; write {if: title, args: [\"{title}\"]}",
        "run: {linux: [say, {if: titel, args: [a]}]} | 8 | 'if' is 'titel', but the options are video, height, title, quiet",
        "run: {linux: [say, {if: quiet, args: [\"{title}\"]}]} | 8 | 'args' has '{title}', but 'title' may be left out",
        "run: {linux: [say, {if: quiet}]} | 8 | 'if' has no 'args', the arguments that come with it",
        "run: {linux: [say, {args: [a]}]} | 8 | 'if' is missing",
        "run: {linux: [say, {when: quiet, if: quiet, args: [a]}]} | 8 | 'when' is not a key here; the keys are if, args",
        "run: {linux: [bash, -c, \"echo {height}\"]} | 8 | 'linux' puts an option into a line for a shell; give it as an argument of its own",
        "run: {linux: [env, /bin/sh, -ec, \"echo {height}\"]} | 8 | 'linux' puts an option into a line for a shell; give it as an argument of its own",
        "run: {windows: [cmd.exe, /c, \"echo {height}\"]} | 8 | 'windows' puts an option into a line for a shell; give it as an argument of its own",
        "run: [a];;env: [A] | 9 | 'env' is a list, but takes keys and values",
        "run: [a];;env: {1A: b} | 9 | '1A' is not the name of a variable: letters, digits and '_'",
        "run: [a];;env: {MYCELIUM_OUT: b} | 9 | 'MYCELIUM_OUT' is a variable that the drone sets; choose another name",
        "run: [a];;env: {TRACEPARENT: b} | 9 | 'TRACEPARENT' is a variable that the drone sets; choose another name",
        "run: [a];;env: {CUDA_VISIBLE_DEVICES: 1} | 9 | 'CUDA_VISIBLE_DEVICES' is a variable that the drone sets; choose another name",
        "run: [a];;env: {A: \"{nobody}\"} | 9 | 'A' has '{nobody}', but the options are video, height, title, quiet",
        "run: [a];;setup: [npm ci] | 9 | 'setup' has 'npm ci', but takes steps such as {name: install, run: [npm, ci]}",
        "run: [a];;setup: {name: b} | 9 | 'setup' is a mapping, but takes a list such as [{name: install, run: [npm, ci]}]",
        "run: [a];;setup: [{run: [b]}] | 9 | 'name' is missing",
        "run: [a];;setup: [{name: b}] | 9 | 'run' is missing: the program and its arguments, such as [npm, ci]",
        "run: [a];;setup: [{name: b, run: [c], once: true}] | 9 | 'once' is not a key here; the keys are name, run",
        "run: {mac: [a]};;setup: [{name: b, run: {linux: [c]}}] | 8 | 'run' and 'setup' have no system in common",
      })
  void whatIsWrongIsSaidWithItsLine(String text, int line, String cause) {
    assertThat(read(text.replace(";;", "\n") + "\n").problems())
        .containsExactly(new Problem("function.yaml", line, cause));
  }

  private static ManifestReader.Read read(String rest) {
    return ManifestReader.read((HEAD + rest).getBytes(StandardCharsets.UTF_8), "shrink");
  }
}
