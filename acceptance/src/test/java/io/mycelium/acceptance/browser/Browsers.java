package io.mycelium.acceptance.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.assertions.PlaywrightAssertions;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/// The people of a class of tests, each in a browser of their own. After each test they leave; none
/// of their browsers may have complained. Of a test that failed, pictures of what they saw are left
/// in `target/pictures`.
final class Browsers implements BeforeAllCallback, AfterEachCallback {
  private static final double PATIENCE_MS = 40_000;

  private final List<Person> people = new ArrayList<>();

  @Override
  public void beforeAll(ExtensionContext context) {
    PlaywrightAssertions.setDefaultAssertionTimeout(PATIENCE_MS);
  }

  /// Somebody who is not signed in yet.
  Person open(Device device) {
    Person person = Chromium.shared().open(device);
    person.context().setDefaultTimeout(PATIENCE_MS);
    people.add(person);
    return person;
  }

  /// Somebody who has used a link.
  Person open(Device device, String link) {
    Person person = open(device);
    person.signIn(link);
    return person;
  }

  /// Somebody of a workspace in one of its rooms.
  ///
  /// @param place a room, or what is below it
  Person open(Workspace workspace, String name, String place) {
    Person person = open(Device.DESK, workspace.anotherLink(name));
    person.go("/rooms/" + place);
    PlaywrightAssertions.assertThat(person.composer()).isVisible();
    return person;
  }

  @Override
  public void afterEach(ExtensionContext context) {
    boolean failed = context.getExecutionException().isPresent();
    if (failed) {
      String name =
          context.getRequiredTestClass().getSimpleName()
              + "."
              + context.getRequiredTestMethod().getName();
      for (int i = 0; i < people.size(); i++) {
        people.get(i).picture(Path.of("target", "pictures", name + "-" + (i + 1) + ".png"));
      }
    }
    List<String> complaints = people.stream().flatMap(p -> p.complaints().stream()).toList();
    people.forEach(Person::close);
    people.clear();
    if (!failed) {
      assertThat(complaints).as("what the browsers complained of").isEmpty();
    }
  }
}
