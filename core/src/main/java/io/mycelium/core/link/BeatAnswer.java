package io.mycelium.core.link;

import io.mycelium.core.job.Beat;

/// What the queue says to a drone that is heard of.
public record BeatAnswer(Beat beat) {}
