package io.mycelium.benchmarks.cases;

import static io.mycelium.core.job.DroneBuilder.aDrone;
import static io.mycelium.core.job.JobBuilder.aJob;

import io.mycelium.benchmarks.Plan;
import io.mycelium.benchmarks.process.Store;
import io.mycelium.benchmarks.queue.Own;
import io.mycelium.benchmarks.report.Figure;
import io.mycelium.core.job.Drone;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/// What a claim costs Redis while few or many jobs wait, spread over classes of which the drone can
/// serve one in eight.
public final class ClaimCase implements Case {
  private static final int FEW = 1_024;
  private static final int MANY = 102_400;
  private static final int CLASSES = 256;
  private static final int SERVED = 32;

  /// A quarter of what few jobs give the classes that are served.
  private static final int CLAIMS = SERVED;

  /// Of each round: one is a few milliseconds.
  private static final int PARTS = 30;

  private static final double FLAT = 1.2;
  private static final Drone DRONE =
      aDrone("bench", IntStream.range(0, SERVED).mapToObj(ClaimCase::tag).toArray(String[]::new));

  @Override
  public String name() {
    return "claims";
  }

  @Override
  public List<Figure> run(Plan plan) {
    try (Store store = Store.start(plan.work().resolve("claims-redis"));
        Own few = new Own(store.url(), "few", false);
        Own many = new Own(store.url(), "many", false)) {
      few.widen();
      many.widen();
      fill(few, FEW, CLASSES);
      fill(many, MANY, CLASSES);
      List<Double> amidFew = new ArrayList<>();
      List<Double> amidMany = new ArrayList<>();
      claims(store, few);
      claims(store, many);
      for (int round = 0; round < plan.rounds(); round++) {
        amidFew.add(average(store, few));
        amidMany.add(average(store, many));
        plan.say("claim: %s, %s".formatted(amidFew.getLast(), amidMany.getLast()));
      }
      String title = "claim, %d of %d classes served, ".formatted(SERVED, CLASSES);
      return List.of(
          Figure.of("queue.claim.few", title + "1,000 jobs wait: Redis CPU", "us/claim", amidFew),
          Figure.of(
              "queue.claim.many", title + "100,000 jobs wait: Redis CPU", "us/claim", amidMany),
          Figure.of(
                  "queue.claim.times",
                  title + "100,000 to 1,000",
                  "x",
                  IntStream.range(0, amidFew.size())
                      .mapToObj(i -> amidMany.get(i) / amidFew.get(i))
                      .toList())
              .promised(FLAT));
    }
  }

  private static String tag(int number) {
    return "class-" + number;
  }

  /// Puts jobs in, as many into each class.
  private static void fill(Own queue, int jobs, int classes) {
    for (int i = 0; i < jobs / classes; i++) {
      queue.submit(
          IntStream.range(0, classes)
              .mapToObj(number -> aJob().requiring(tag(number)).spec())
              .toList());
    }
  }

  private static double average(Store store, Own queue) {
    return IntStream.range(0, PARTS).mapToDouble(i -> claims(store, queue)).average().orElseThrow();
  }

  /// Claims, ends what was claimed, and puts as many in again.
  private static double claims(Store store, Own queue) {
    double before = store.processor();
    var claimed = IntStream.range(0, CLAIMS).mapToObj(i -> queue.claim(DRONE)).toList();
    double cost = (store.processor() - before) / CLAIMS;
    queue.complete(claimed);
    fill(queue, CLAIMS, SERVED);
    return cost;
  }
}
