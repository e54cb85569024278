package io.mycelium.core.job;

import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/// How a job is done with programs of its drone: what is run, with which variables, and what
/// before.
///
/// @param environment variables, with [Places]; one whose place has no value is not set
/// @param setup steps that have to end well before it is run, in this order
public record JobTemplate(
    CommandLine run, SortedMap<String, String> environment, List<Step> setup) {
  public JobTemplate {
    environment = Collections.unmodifiableSortedMap(new TreeMap<>(environment));
    setup = List.copyOf(setup);
  }

  /// Something that is run before.
  ///
  /// @param name for people
  public record Step(String name, CommandLine run) {}

  /// The systems that are known on which all of it runs.
  public SortedSet<String> systems() {
    SortedSet<String> systems = new TreeSet<>(run.systems());
    setup.forEach(step -> systems.retainAll(step.run().systems()));
    return systems;
  }

  /// What follows from that for the drone.
  public Requirements requirements() {
    SortedSet<String> systems = systems();
    if (systems.size() == 1) {
      return Requirements.having(systems.first());
    }
    SortedSet<String> others = new TreeSet<>(CommandLine.SYSTEMS);
    others.removeAll(systems);
    Requirements any = Requirements.NONE;
    return new Requirements(any.tags(), others, any.floors(), any.preferred(), any.except());
  }
}
