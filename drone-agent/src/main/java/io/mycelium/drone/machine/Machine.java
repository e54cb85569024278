package io.mycelium.drone.machine;

/// What a machine has, at one moment.
///
/// @param hostname as the machine calls itself
/// @param os `linux`, `macos`, ...
/// @param arch `amd64`, `aarch64`, ...
/// @param cores processors that we may use
/// @param memoryTotalBytes memory that we may use, a container's limit taken into account
/// @param memoryAvailableBytes what of it could be used now, 0 when unknown
/// @param diskFreeBytes what can still be written in the work folder
public record Machine(
    String hostname,
    String os,
    String arch,
    int cores,
    long memoryTotalBytes,
    long memoryAvailableBytes,
    long diskFreeBytes) {}
