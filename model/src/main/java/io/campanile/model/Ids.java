package io.campanile.model;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;

/** Ids that are the same for the same decision, whenever and wherever it is taken. */
public final class Ids {

  /** Bytes of a trigger's id; in text, twice as many hexadecimal digits. */
  public static final int TRIGGER_ID_BYTES = 16;

  private Ids() {}

  /**
   * The first 16 bytes, in hex, of SHA-256 of campaign, customer, key, fire time as on the wire,
   * and the id of the match's last event, joined by line feeds.
   */
  public static String triggerId(
      String campaign, String customerId, String key, long firedAtMillis, String lastMessageId) {
    byte[] hash =
        sha256(
            String.join(
                "\n", campaign, customerId, key, WireTime.format(firedAtMillis), lastMessageId));
    return HexFormat.of().formatHex(Arrays.copyOf(hash, TRIGGER_ID_BYTES));
  }

  /** {@code triggerId-position}. */
  public static String actionId(String triggerId, int position) {
    return triggerId + "-" + position;
  }

  /** SHA-256 of the text in UTF-8. */
  public static byte[] sha256(String text) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has SHA-256", e);
    }
  }
}
