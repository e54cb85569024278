/// Approvals: calls that wait until others have decided on them. Not: the running of the call,
/// which is the pipeline's.
@NullMarked
package io.mycelium.functions.approvals;

import org.jspecify.annotations.NullMarked;
