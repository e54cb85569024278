package io.mycelium.functions.enrolment;

import io.mycelium.core.command.Bounds;
import io.mycelium.core.command.Help;
import io.mycelium.core.command.Positional;

/// Which drone is meant of those that ask.
record CodeOption(
    @Positional
        @Bounds(min = 1, max = 60)
        @Help("the code that the drone shows on its machine, or its key's fingerprint")
        String code) {}
