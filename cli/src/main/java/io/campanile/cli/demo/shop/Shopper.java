package io.campanile.cli.demo.shop;

import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** Someone who visits the shop, and what the shop knows of them. */
final class Shopper {

  private static final List<String> FIRST_NAMES =
      List.of(
          "Ada", "Amir", "Anna", "Ben", "Chloé", "Clara", "Daniel", "Elena", "Emre", "Farid",
          "Greta", "Hannah", "Ines", "Ivan", "Jonas", "Julia", "Kaito", "Lea", "Liam", "Lucía",
          "Maja", "Marco", "Mia", "Nadia", "Noah", "Olga", "Oscar", "Paula", "Priya", "Rosa", "Sam",
          "Sofia", "Søren", "Tariq", "Theo", "Tomás", "Vera", "Wei", "Yara", "Zoë");

  /** Zone and locale, as often as they stand here; one that does not exist is among them. */
  private static final List<String> PLACES =
      List.of(
          "Europe/London en-GB",
          "Europe/London en-GB",
          "Europe/London en-GB",
          "Europe/London en-GB",
          "Europe/London en-GB",
          "Europe/London en-GB",
          "Europe/Berlin de-DE",
          "Europe/Berlin de-DE",
          "Europe/Berlin de-DE",
          "Europe/Paris fr-FR",
          "Europe/Paris fr-FR",
          "Europe/Madrid es-ES",
          "Europe/Madrid es-ES",
          "Europe/Istanbul tr-TR",
          "Europe/Warsaw pl-PL",
          "America/New_York en-US",
          "America/New_York en-US",
          "Asia/Kolkata en-IN",
          "Asia/Tokyo ja-JP",
          "Nowhere/Land en-GB");

  private static final double ANONYMOUS_SHARE = 0.08;
  private static final double NO_ZONE_SHARE = 0.07;
  private static final ZoneId HOME_ZONE = ZoneId.of("Europe/London");
  private static final long HOUR = 3_600_000;

  private final String customerId;
  private final String anonymousId;
  private final boolean known;
  private final String firstName;
  private final Map<String, Object> traits;
  private final ZoneId zone;
  private final boolean prefersApp;
  private final String favourite;
  private final long meanGapMillis;
  private final List<Product> cart = new ArrayList<>();
  private boolean introduced;
  private int orders;

  Shopper(int number, Catalogue catalogue, RandomGenerator random) {
    customerId = "c-" + (1000 + number);
    anonymousId = "a-" + Long.toHexString(random.nextLong());
    known = random.nextDouble() >= ANONYMOUS_SHARE;
    firstName = FIRST_NAMES.get(random.nextInt(FIRST_NAMES.size()));
    String[] place = PLACES.get(random.nextInt(PLACES.size())).split(" ", 2);
    boolean zoneKnown = random.nextDouble() >= NO_ZONE_SHARE;
    zone = zoneOf(place[0]);
    prefersApp = random.nextDouble() < 0.35;
    favourite = catalogue.anyCategory(random);
    meanGapMillis = meanGap(random.nextDouble());
    traits = new LinkedHashMap<>();
    traits.put("first_name", firstName);
    address(
        "email", 0.93, firstName.toLowerCase(Locale.ROOT) + "." + number + "@mail.example", random);
    address("phone", 0.7, String.format(Locale.ROOT, "+447700900%03d", number % 1000), random);
    address(
        "push_token",
        prefersApp ? 0.9 : 0.15,
        "push-" + Long.toHexString(random.nextLong()),
        random);
    if (zoneKnown) {
      traits.put("timezone", place[0]);
    }
    traits.put("locale", place[1]);
    consent(random).ifPresent(consent -> traits.put("consent", consent));
  }

  private void address(String trait, double share, String value, RandomGenerator random) {
    if (random.nextDouble() < share) {
      traits.put(trait, value);
    }
  }

  /** Some were never asked. */
  private static Optional<Map<String, Object>> consent(RandomGenerator random) {
    if (random.nextDouble() < 0.06) {
      return Optional.empty();
    }
    Map<String, Object> consent = new LinkedHashMap<>();
    consent.put("email", random.nextDouble() < 0.82);
    consent.put("sms", random.nextDouble() < 0.6);
    consent.put("push", random.nextDouble() < 0.75);
    consent.put("ads", random.nextDouble() < 0.55);
    return Optional.of(consent);
  }

  private static ZoneId zoneOf(String name) {
    try {
      return ZoneId.of(name);
    } catch (DateTimeException e) {
      return HOME_ZONE;
    }
  }

  /** A few come several times a day, most once every few days. */
  private static long meanGap(double draw) {
    if (draw < 0.1) {
      return 7 * HOUR;
    }
    return draw < 0.5 ? 22 * HOUR : 80 * HOUR;
  }

  Optional<String> userId() {
    return known ? Optional.of(customerId) : Optional.empty();
  }

  String anonymousId() {
    return anonymousId;
  }

  String key() {
    return known ? customerId : anonymousId;
  }

  String firstName() {
    return firstName;
  }

  Map<String, Object> traits() {
    return traits;
  }

  ZoneId zone() {
    return zone;
  }

  boolean prefersApp() {
    return prefersApp;
  }

  String favouriteCategory() {
    return favourite;
  }

  long meanGapMillis() {
    return meanGapMillis;
  }

  /** What lies in the cart, also between visits; changed by the visit. */
  List<Product> cart() {
    return cart;
  }

  /** The number of the order that the cart would become, from 1. */
  int orderNumber() {
    return orders + 1;
  }

  /** The cart was bought. */
  void emptyCart() {
    cart.clear();
    orders++;
  }

  /** True the first time: the shop does not know them yet. */
  boolean introduce() {
    boolean first = !introduced;
    introduced = true;
    return first;
  }
}
