package io.mycelium.core.command;

import com.fasterxml.jackson.databind.node.ObjectNode;

/// A command with its options filled in, as data: what a parser yields, a button carries, an
/// approval keeps. The command is looked up when the call runs.
///
/// @param options canonical
public record Call(CommandName command, DefinitionHash definition, ObjectNode options) {}
