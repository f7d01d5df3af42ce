package io.campanile.model;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Names that most objects have, from Segment's specification of events: in binary each is one or
 * two bytes, and reading it makes no text.
 *
 * <p>Where a name stands in the list is part of every savepoint: names are added at the end, and
 * none is ever moved or removed.
 */
final class CommonNames {

  private static final List<String> NAMES =
      List.of(
          // Of products and lists of them
          "product_id",
          "sku",
          "category",
          "name",
          "brand",
          "variant",
          "price",
          "quantity",
          "coupon",
          "position",
          "url",
          "image_url",
          "currency",
          "products",
          "list_id",
          "filters",
          "sorts",
          "query",
          // Of carts, checkouts and orders
          "cart_id",
          "checkout_id",
          "order_id",
          "affiliation",
          "total",
          "revenue",
          "value",
          "shipping",
          "tax",
          "discount",
          "step",
          "shipping_method",
          "payment_method",
          "promotion_id",
          "creative",
          "wishlist_id",
          "wishlist_name",
          "review_id",
          "review_body",
          "rating",
          "subtotal",
          "store_id",
          "channel",
          "in_stock",
          "size",
          "color",
          "weight",
          "margin",
          "cost",
          // Of pages and screens
          "path",
          "title",
          "referrer",
          "search",
          "keywords",
          "page",
          "screen",
          "section",
          "seconds",
          "duration",
          // Of messages
          "campaign",
          "campaign_id",
          "campaign_name",
          "source",
          "medium",
          "term",
          "content",
          "email_id",
          "email_subject",
          "link_id",
          "link_url",
          "reason",
          "type",
          "status",
          "message",
          // Of people
          "email",
          "phone",
          "push_token",
          "first_name",
          "last_name",
          "username",
          "gender",
          "age",
          "birthday",
          "address",
          "street",
          "city",
          "state",
          "postal_code",
          "country",
          "company",
          "plan",
          "website",
          "avatar",
          "description",
          "created_at",
          "consent",
          "timezone",
          "locale",
          "language",
          "vip",
          "tier",
          "points",
          "loyalty_id",
          // Of apps and devices
          "version",
          "build",
          "device",
          "device_id",
          "platform",
          "os",
          "browser",
          "user_agent",
          "ip",
          "id",
          "time",
          "date",
          "sms",
          "push",
          "ads",
          "webhook",
          "tags",
          "group_id",
          "user_id",
          "anonymous_id",
          "session_id");

  private static final Map<String, Integer> NUMBERS = numbers();

  private CommonNames() {}

  private static Map<String, Integer> numbers() {
    Map<String, Integer> numbers = new HashMap<>();
    for (int i = 0; i < NAMES.size(); i++) {
      numbers.put(NAMES.get(i), i);
    }
    return numbers;
  }

  /** A name's number, from 0; -1 for a name that is not common. */
  static int number(String name) {
    return NUMBERS.getOrDefault(name, -1);
  }

  /** How many there are. */
  static int size() {
    return NAMES.size();
  }

  /**
   * The name of a number.
   *
   * @param number from 0 to below {@link #size}
   */
  static String name(int number) {
    return NAMES.get(number);
  }
}
