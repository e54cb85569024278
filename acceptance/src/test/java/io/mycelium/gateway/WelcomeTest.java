package io.mycelium.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class WelcomeTest {
  private static final String URL = "http://127.0.0.1:8080";
  private static final String LINK = URL + "/sign-in/myc_1";

  @Test
  void usualFolderNeedsNoMention() {
    assertThat(Welcome.text(URL, LINK, UpOptions.USUAL_DATA))
        .isEqualTo(
            """
            ready http://127.0.0.1:8080

              Sign in, once, in a browser:
                http://127.0.0.1:8080/sign-in/myc_1

              Or in another terminal, from this folder:
                ./mycelium help                                      what can be called
                ./mycelium invite ada                                a link for somebody who approves
                ./mycelium release-notes --repo . --since HEAD~20    a first job
              Data and the operator's key are in %s. Ctrl-C stops everything.
            """
                .formatted(UpOptions.USUAL_DATA));
  }

  @Test
  void everyLineNamesAnotherFolder() {
    String text = Welcome.text(URL, LINK, Path.of("/srv/our data"));

    assertThat(text.lines().filter(line -> line.contains("./mycelium ")))
        .hasSize(3)
        .allSatisfy(line -> assertThat(line).contains(" --data '/srv/our data'    "));
    assertThat(Welcome.text(URL, LINK, Path.of("here")))
        .contains("./mycelium help --data " + Path.of("here").toAbsolutePath());
  }
}
