package io.campanile.e2e.fault;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Campaigns whose waits are seconds, so that at every moment a lot is under way that a fault could
 * lose: sequences, absences, waiting actions, caps, segments.
 */
final class ShopPatterns {

  private static final String POLICY =
      """
      time-zone: UTC
      consent: {email: none, sms: none, push: none, ads: none}
      channels:
        ads: {}
        webhook: {}
        email: {}
        sms: {}
        push: {}
      caps:
        - {name: often, tags: [promotional], at-most: 3, in: 1m}
      """;

  private static final String TRAITS =
      """
      orders: {count: Order Completed}
      revenue: {sum: event.total, of: Order Completed}
      """;

  private static final String SEGMENTS =
      """
      regular: profile.orders >= 3
      big-spender: profile.revenue >= 2000
      """;

  private static final String THANKS =
      """
      campaign: thanks
      class: transactional
      priority: 90
      trigger:
        steps:
          - {event: Order Completed, as: order}
      repeat: always
      actions:
        - channel: email
          template: %s
          variables: {order: order.order_id, orders: profile.orders}
      """;

  private static final String CART =
      """
      campaign: cart
      tags: [promotional]
      trigger:
        steps:
          - {event: Product Added, as: added, where: event.price >= 20}
          - {without: Order Completed, for: %s}
      repeat: every 10s
      actions:
        - {channel: push, template: cart, variables: {product: added.product_id}}
        - {channel: sms, template: cart-again, delay: 5s, variables: {product: added.product_id}}
      """;

  private static final String LOOKS =
      """
      campaign: looks
      trigger:
        within: 40s
        per: event.product_id
        steps:
          - {event: Product Viewed, times: 3, as: viewed}
      repeat: every 5s
      cancel-on:
        - {event: Order Completed, per: any}
      actions:
        - {channel: webhook, template: looks, delay: 3s, variables: {product: viewed.product_id}}
      """;

  private static final String REGULARS =
      """
      campaign: regulars
      trigger: {enters: regular}
      repeat: never
      actions:
        - {channel: ads, template: regulars}
      """;

  private ShopPatterns() {}

  /** The patterns that the job begins with. */
  static Path first(Path directory) throws IOException {
    return write(directory, "thanks", "4s");
  }

  /** The same with another wait, another template and one more campaign. */
  static Path second(Path directory) throws IOException {
    Path written = write(directory, "many-thanks", "2s");
    Files.writeString(written.resolve("campaigns/regulars.yaml"), REGULARS);
    return written;
  }

  private static Path write(Path directory, String template, String wait) throws IOException {
    Path campaigns = Files.createDirectories(directory.resolve("campaigns"));
    Files.writeString(directory.resolve("policy.yaml"), POLICY);
    Files.writeString(directory.resolve("traits.yaml"), TRAITS);
    Files.writeString(directory.resolve("segments.yaml"), SEGMENTS);
    Files.writeString(campaigns.resolve("thanks.yaml"), THANKS.formatted(template));
    Files.writeString(campaigns.resolve("cart.yaml"), CART.formatted(wait));
    Files.writeString(campaigns.resolve("looks.yaml"), LOOKS);
    return directory;
  }
}
