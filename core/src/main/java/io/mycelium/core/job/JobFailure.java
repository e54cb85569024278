package io.mycelium.core.job;

/// Why a job brought nothing.
///
/// @param code kebab case, for programs: `exit`, `timeout`, `path-refused`, `not-contained`, ...
/// @param message a sentence for people; lines behind it are the last that the job printed
public record JobFailure(String code, String message) {}
