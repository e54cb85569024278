package io.mycelium.bridge.drones;

import io.mycelium.core.job.JobBroker;
import io.mycelium.core.job.JobQueue;
import io.mycelium.core.link.DroneSessions;
import io.mycelium.core.link.Enrolment;
import io.mycelium.core.state.Blobs;
import java.time.Duration;
import java.time.InstantSource;

/// What the bridge is made of.
///
/// @param broker stays the caller's, to be closed after the bridge
/// @param longestWait of a claim; shorter than an idle connection stays open
public record Parts(
    JobBroker broker,
    JobQueue queue,
    Blobs blobs,
    Enrolment enrolment,
    DroneSessions sessions,
    InstantSource clock,
    Duration longestWait) {}
