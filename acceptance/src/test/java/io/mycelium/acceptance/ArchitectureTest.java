package io.mycelium.acceptance;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Instant;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// The house rules about who may know whom, over every class of the product.
class ArchitectureTest {
  private static final int EXPECTED_CLASSES = 300;

  private static JavaClasses classes;

  @BeforeAll
  static void scan() {
    classes =
        new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .withImportOption(location -> !location.contains("-tests.jar"))
            .importPackages("io.mycelium");
  }

  @Test
  void everyModuleIsScanned() {
    assertThat(classes).hasSizeGreaterThan(EXPECTED_CLASSES);
    for (String module :
        new String[] {
          "core",
          "redis.client",
          "redis.embedded",
          "redis.jobs",
          "redis.state",
          "functions",
          "serving",
          "chatting",
          "bridge.http",
          "bridge.web",
          "bridge.slack",
          "models",
          "cli",
          "drone",
          "gateway"
        }) {
      assertThat(classes.stream())
          .as(module)
          .anyMatch(c -> c.getPackageName().startsWith("io.mycelium." + module));
    }
  }

  @Test
  void coreKnowsNobody() {
    check(
        noClasses()
            .that(resideInAPackage("io.mycelium.core.."))
            .should()
            .dependOnClassesThat(
                resideInAPackage("io.mycelium..").and(not(resideInAPackage("io.mycelium.core.."))))
            .because("everything depends on core; put a port there instead, see ADR 1"));
  }

  @Test
  void functionsKnowOnlyCore() {
    check(
        noClasses()
            .that(resideInAPackage("io.mycelium.functions.."))
            .should()
            .dependOnClassesThat(
                resideInAPackage("io.mycelium..")
                    .and(not(resideInAnyPackage("io.mycelium.core..", "io.mycelium.functions.."))))
            .because("a function sees ports, never a store, a surface or a drone, see ADR 1"));
  }

  @Test
  void bridgesKnowOnlyCore() {
    check(
        noClasses()
            .that(resideInAPackage("io.mycelium.bridge.."))
            .should()
            .dependOnClassesThat(
                resideInAPackage("io.mycelium..")
                    .and(
                        not(
                            resideInAnyPackage(
                                "io.mycelium.core..",
                                "io.mycelium.serving..",
                                "io.mycelium.chatting..",
                                "io.mycelium.bridge.."))))
            .because("a bridge translates and decides nothing, see ADR 1"));
  }

  @Test
  void servingKnowsOnlyCore() {
    check(
        noClasses()
            .that(resideInAPackage("io.mycelium.serving.."))
            .should()
            .dependOnClassesThat(
                resideInAPackage("io.mycelium..")
                    .and(not(resideInAnyPackage("io.mycelium.core..", "io.mycelium.serving.."))))
            .because("it is what bridges over HTTP share, and no bridge itself, see ADR 1"));
  }

  @Test
  void modelsKnowOnlyCore() {
    check(
        noClasses()
            .that(resideInAPackage("io.mycelium.models.."))
            .should()
            .dependOnClassesThat(
                resideInAPackage("io.mycelium..")
                    .and(not(resideInAnyPackage("io.mycelium.core..", "io.mycelium.models.."))))
            .because("models implement core's ports, see ADR 18"));
  }

  @Test
  void chattingKnowsOnlyCore() {
    check(
        noClasses()
            .that(resideInAPackage("io.mycelium.chatting.."))
            .should()
            .dependOnClassesThat(
                resideInAPackage("io.mycelium..")
                    .and(not(resideInAnyPackage("io.mycelium.core..", "io.mycelium.chatting.."))))
            .because(
                "it is what bridges to chat platforms share, and no bridge itself, see ADR 17"));
  }

  @Test
  void bridgesDoNotKnowEachOther() {
    check(
        slices()
            .matching("io.mycelium.bridge.(*)..")
            .should()
            .notDependOnEachOther()
            .because("the gateway puts one on the other's server, see ADR 1"));
  }

  @Test
  void theStoreKnowsOnlyCore() {
    check(
        noClasses()
            .that(resideInAPackage("io.mycelium.redis.."))
            .should()
            .dependOnClassesThat(
                resideInAPackage("io.mycelium..")
                    .and(not(resideInAnyPackage("io.mycelium.core..", "io.mycelium.redis.."))))
            .because("the store implements core's ports, see ADR 1"));
  }

  @Test
  void aDroneKnowsJobsAndNothingElse() {
    check(
        noClasses()
            .that(resideInAPackage("io.mycelium.drone.."))
            .should()
            .dependOnClassesThat(
                resideInAPackage("io.mycelium..")
                    .and(
                        not(
                            resideInAnyPackage(
                                "io.mycelium.drone..",
                                "io.mycelium.core.job",
                                "io.mycelium.core.id",
                                "io.mycelium.core.json",
                                "io.mycelium.core.link",
                                "io.mycelium.core.reply",
                                "io.mycelium.core.text",
                                "io.mycelium.core.trace",
                                "io.mycelium.core.state",
                                "io.mycelium.redis.client..",
                                "io.mycelium.redis.jobs..",
                                "io.mycelium.redis.blobs.."))))
            .because("a drone runs on other people's machines; keep it light, see ADR 5"));
  }

  @Test
  void theCommandLineKnowsOnlyTheVocabulary() {
    check(
        noClasses()
            .that(resideInAPackage("io.mycelium.cli.."))
            .should()
            .dependOnClassesThat(
                resideInAPackage("io.mycelium..")
                    .and(not(resideInAnyPackage("io.mycelium.core..", "io.mycelium.cli.."))))
            .because("it is a client of the HTTP bridge"));
  }

  @Test
  void librariesStayInTheirModules() {
    only("io.lettuce..", "io.mycelium.redis..");
    only("dev.langchain4j..", "io.mycelium.models..");
    only(
        "io.vertx..",
        "io.mycelium.serving..",
        "io.mycelium.bridge.http..",
        "io.mycelium.bridge.web..",
        "io.mycelium.bridge.drones..",
        "io.mycelium.bridge.slack..",
        "io.mycelium.gateway..");
    only("com.slack..", "io.mycelium.bridge.slack..");
    only("net.dv8tion..", "io.mycelium.bridge.discord..");
    only(
        "org.commonmark..",
        "io.mycelium.chatting..",
        "io.mycelium.bridge.slack..",
        "io.mycelium.bridge.discord..");
    only("com.cronutils..", "io.mycelium.functions.schedules..");
    only("org.snakeyaml..", "io.mycelium.functions..", "io.mycelium.gateway.config..");
  }

  @Test
  void packagesAreFreeOfCycles() {
    check(
        slices()
            .matching("io.mycelium.(functions|gateway|drone|cli|redis).(*)..")
            .should()
            .beFreeOfCycles()
            .because("features and parts can be taken out one by one"));
  }

  @Test
  void nothingReadsTheClockByItself() {
    check(
        noClasses()
            .that(
                resideInAnyPackage(
                    "io.mycelium.core..", "io.mycelium.functions..", "io.mycelium.redis.."))
            .should()
            .callMethod(Instant.class, "now")
            .because("time enters by constructor, so that tests are deterministic"));
  }

  @Test
  void noStaticFieldChanges() {
    check(
        fields()
            .that()
            .areDeclaredInClassesThat(resideInAPackage("io.mycelium.."))
            .and()
            .areStatic()
            .and()
            .doNotHaveModifier(JavaModifier.SYNTHETIC)
            .should()
            .beFinal()
            .because("state that everybody shares cannot be tested or composed"));
  }

  @Test
  void onlyProgramsPrint() {
    check(
        noClasses()
            .that(
                resideInAnyPackage(
                    "io.mycelium.core..",
                    "io.mycelium.functions..",
                    "io.mycelium.redis..",
                    "io.mycelium.bridge.."))
            .should()
            .accessField(System.class, "out")
            .orShould()
            .accessField(System.class, "err")
            .because("libraries log; what people see is a reply"));
  }

  private static void only(String library, String... homes) {
    check(
        noClasses()
            .that(resideInAPackage("io.mycelium..").and(not(resideInAnyPackage(homes))))
            .should()
            .dependOnClassesThat(resideInAPackage(library))
            .because("this library stays where its adapter is"));
  }

  private static void check(ArchRule rule) {
    rule.check(classes);
  }
}
