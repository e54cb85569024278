package io.mycelium.core.link;

/// What a drone has to sign to prove itself: made for it, and good once.
public record Challenge(String nonce) {}
