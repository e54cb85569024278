/// Schedules: calls that are made at their times, in the name of who made them. Not: the running of
/// a call, which is the pipeline's, and what holds a call back until others agree, which is the
/// approvals'.
@NullMarked
package io.mycelium.functions.schedules;

import org.jspecify.annotations.NullMarked;
