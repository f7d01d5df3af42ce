package io.campanile.connectors.json;

import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What kind of device an event comes from: {@code mobile}, {@code tablet} or {@code desktop}. A
 * browser's name is looked at only for the few words that all makers have kept for this, and is not
 * kept.
 */
final class DeviceKind {

  private static final String MOBILE = "mobile";
  private static final String TABLET = "tablet";
  private static final String DESKTOP = "desktop";

  private DeviceKind() {}

  /** The kind, or null where it is not known. */
  static @Nullable String of(@Nullable Object device, @Nullable Object userAgent) {
    if (device instanceof Map<?, ?> fields && fields.get("type") instanceof String type) {
      String kind = ofType(type.toLowerCase(Locale.ROOT), fields.get("model"));
      if (kind != null) {
        return kind;
      }
    }
    return userAgent instanceof String text ? ofUserAgent(text) : null;
  }

  /** The apps' libraries say which system it is; browsers' say the kind, if they say anything. */
  private static @Nullable String ofType(String type, @Nullable Object model) {
    return switch (type) {
      case "mobile", "phone", "smartphone", "android" -> MOBILE;
      case "ios" -> model instanceof String name && name.startsWith("iPad") ? TABLET : MOBILE;
      case "tablet" -> TABLET;
      case "desktop", "laptop", "computer" -> DESKTOP;
      default -> null;
    };
  }

  private static @Nullable String ofUserAgent(String text) {
    if (text.contains("iPad")
        || text.contains("Tablet")
        || (text.contains("Android") && !text.contains("Mobile"))) {
      return TABLET;
    }
    if (text.contains("Mobi") || text.contains("iPhone")) {
      return MOBILE;
    }
    boolean desktop =
        text.contains("Windows NT")
            || text.contains("Macintosh")
            || text.contains("X11")
            || text.contains("CrOS");
    return desktop ? DESKTOP : null;
  }
}
