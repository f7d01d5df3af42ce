package io.campanile.model;

import java.util.Map;

/**
 * Segment's ecommerce names: version 1 names are aliases of version 2, on the wire and in patterns
 * alike.
 *
 * <p>Source: Segment Spec, V2 Ecommerce Events, "Migrating from v1".
 */
public final class EventNames {

  /** The event that a {@code page} call becomes. */
  public static final String PAGE_VIEWED = "Page Viewed";

  /** The event that a {@code screen} call becomes. */
  public static final String SCREEN_VIEWED = "Screen Viewed";

  /** Asks to delete all that is held about a customer. */
  public static final String CUSTOMER_ERASED = "Customer Erased";

  /** Asks for all that is held about a customer. */
  public static final String CUSTOMER_EXPORTED = "Customer Exported";

  /** Consent for channels that the event names was given. */
  public static final String CONSENT_GRANTED = "Consent Granted";

  /** Consent was taken back, for channels that the event names, or for all. */
  public static final String CONSENT_WITHDRAWN = "Consent Withdrawn";

  /** An email could not be delivered: for good, unless it says otherwise. */
  public static final String EMAIL_BOUNCED = "Email Bounced";

  /** As {@link #EMAIL_BOUNCED}, for a text message. */
  public static final String SMS_BOUNCED = "SMS Bounced";

  private static final Map<String, String> V1_TO_V2 =
      Map.ofEntries(
          Map.entry("Viewed Product", "Product Viewed"),
          Map.entry("Clicked Product", "Product Clicked"),
          Map.entry("Viewed Product Category", "Product List Viewed"),
          Map.entry("Viewed Promotion", "Promotion Viewed"),
          Map.entry("Clicked Promotion", "Promotion Clicked"),
          Map.entry("Searched Products", "Products Searched"),
          Map.entry("Added Product", "Product Added"),
          Map.entry("Removed Product", "Product Removed"),
          Map.entry("Shared Product", "Product Shared"),
          Map.entry("Viewed Cart", "Cart Viewed"),
          Map.entry("Started Checkout", "Checkout Started"),
          Map.entry("Started Order", "Checkout Started"),
          Map.entry("Viewed Checkout Step", "Checkout Step Viewed"),
          Map.entry("Completed Checkout Step", "Checkout Step Completed"),
          Map.entry("Entered Payment Info", "Payment Info Entered"),
          Map.entry("Updated Order", "Order Updated"),
          Map.entry("Completed Order", "Order Completed"),
          Map.entry("Refunded Order", "Order Refunded"),
          Map.entry("Cancelled Order", "Order Cancelled"));

  private EventNames() {}

  /** The version 2 name of {@code name}; any other name is its own. */
  public static String canonical(String name) {
    return V1_TO_V2.getOrDefault(name, name);
  }
}
