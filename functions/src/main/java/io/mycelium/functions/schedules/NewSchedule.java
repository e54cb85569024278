package io.mycelium.functions.schedules;

import io.mycelium.core.command.Call;
import java.util.Optional;

/// What somebody wants to have made at its times.
///
/// @param line the call as a person would type it
/// @param note what it is for
record NewSchedule(Call call, String line, When when, Optional<String> note) {}
