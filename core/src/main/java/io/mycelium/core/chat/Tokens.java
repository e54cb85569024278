package io.mycelium.core.chat;

import io.mycelium.core.command.Call;
import io.mycelium.core.json.Json;
import io.mycelium.core.reply.Action;
import io.mycelium.core.room.Seal;
import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// The tokens of buttons: what an action says and does, authenticated with its post's seal. Nothing
/// has to be kept for a token, and it fits no other post and no other action.
final class Tokens {
  private static final String ALGORITHM = "HmacSHA256";

  /// 132 bits.
  private static final int LENGTH = 22;

  private Tokens() {}

  static String of(Seal seal, Action action) {
    Call call = action.call();
    byte[] said =
        Json.writeBytes(
            List.of(
                action.label(),
                call.command().spoken(),
                call.definition().value(),
                call.options().toString()));
    return Base64.getUrlEncoder().encodeToString(authenticated(seal, said)).substring(0, LENGTH);
  }

  /// Compares in a time that does not tell how much was right.
  static boolean same(String token, String given) {
    return MessageDigest.isEqual(
        token.getBytes(StandardCharsets.UTF_8), given.getBytes(StandardCharsets.UTF_8));
  }

  private static byte[] authenticated(Seal seal, byte[] text) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(new SecretKeySpec(HexFormat.of().parseHex(seal.value()), ALGORITHM));
      return mac.doFinal(text);
    } catch (NoSuchAlgorithmException | InvalidKeyException e) {
      throw new IllegalStateException("every Java platform has " + ALGORITHM, e);
    }
  }
}
