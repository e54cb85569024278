package io.mycelium.cli.wire;

import java.nio.file.Path;

/// The folder in which a gateway of this machine is looked for.
///
/// @param option what makes a line that is typed in the same terminal mean this folder: ` --data
///   FOLDER`, or nothing where it is the one that is taken anyway
public record DataFolder(Path path, String option) {}
