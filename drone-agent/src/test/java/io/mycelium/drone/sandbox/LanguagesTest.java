package io.mycelium.drone.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.mycelium.drone.sandbox.SandboxFixture.Ended;
import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The usual languages fit into the default limits, and what asks for more is refused.
@NeedsBubblewrap
final class LanguagesTest {
  private final SandboxFixture fixture = SandboxFixture.contained();

  LanguagesTest() throws IOException {}

  @AfterEach
  void close() throws IOException {
    fixture.close();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "python3 | -c        | print('up')",
        "node    | -e        | console.log('up')",
        "java    | -Xshare:auto | --version",
        "git     | --no-pager | --version",
        "perl    | -e        | print 'up'",
        "awk     | --        | BEGIN { print \"up\" }"
      })
  void languageStarts(String program, String option, String argument) throws Exception {
    assumeTrue(Programs.ofSystem().find(program).isPresent(), program + " is not installed");

    Ended ended = fixture.ended(fixture.run(program, option, argument));

    assertThat(ended.outcome()).isEqualTo(new Outcome.Exited(0));
    assertThat(ended.stdout()).isNotBlank();
  }

  @Test
  void javaSizesItsHeapByTheLimitAndNotByTheMachine() throws Exception {
    assumeTrue(Programs.ofSystem().find("java").isPresent(), "java is not installed");

    Ended ended = fixture.ended(fixture.run("java", "-XX:+PrintFlagsFinal", "-version"));

    assertThat(ended.stdout().lines().map(line -> line.replaceAll(" +", " ")))
        .anyMatch(line -> line.contains(" MaxHeapSize = " + (256 << 20) + " "));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "python3 | -c     | bytearray(1 << 30)",
        "node    | -e     | Buffer.alloc(2 ** 30, 1)",
        "perl    | -e     | my $x = 'x' x (1 << 30)"
      })
  void gigabyteIsRefused(String program, String option, String argument) throws Exception {
    assumeTrue(Programs.ofSystem().find(program).isPresent(), program + " is not installed");

    Ended ended = fixture.ended(fixture.run(program, option, argument));

    assertThat(ended.outcome()).isNotEqualTo(new Outcome.Exited(0));
    // Who is killed for it has no last word.
    assertThat(ended.outcome() instanceof Outcome.OutOfMemory || !ended.stderr().isBlank())
        .isTrue();
  }
}
