package io.campanile.bench.scenario;

import io.campanile.bench.load.CampaignSet;
import io.campanile.bench.load.EventLoad;
import io.campanile.connectors.output.OutputRecord;
import io.campanile.jobs.JobOptions;
import io.campanile.jobs.JobOptions.Engine;
import io.campanile.jobs.customer.CustomerOperator;
import io.campanile.jobs.identity.Identity;
import io.campanile.model.Event;
import io.campanile.model.EventType;
import io.campanile.patterns.PatternFiles;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.common.typeutils.base.array.BytePrimitiveArraySerializer;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.state.KeyedStateBackend;
import org.apache.flink.runtime.state.VoidNamespace;
import org.apache.flink.runtime.state.VoidNamespaceSerializer;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;

/**
 * What is kept of one customer: a profile of eight traits, the ids of eight events of the last day,
 * one sequence under way and three waiting actions.
 *
 * @param withTraits whether twenty traits and ten segments are computed beside it
 */
public record StateBytes(Engine engine, boolean withTraits) implements Scenario {

  private static final long HOUR = Duration.ofHours(1).toMillis();
  private static final String CUSTOMER = "customer-000001";
  private static final Map<String, String> CAMPAIGNS =
      Map.of(
          "cart-abandonment",
          """
          campaign: cart-abandonment
          trigger:
            steps:
              - event: Product Added
                as: added
                where: event.price >= 20
              - without: Order Completed
                for: 1h
          actions:
            - {channel: ads, template: cart-reminder, delay: 1h, variables: {product: added.product_id}}
            - {channel: ads, template: cart-reminder-short, delay: 2h, variables: {product: added.product_id}}
            - {channel: ads, template: abandoned-products, delay: 23h, variables: {product: added.product_id}}
          """,
          "repeated-views",
          """
          campaign: repeated-views
          trigger:
            within: 7d
            steps:
              - event: Product Viewed
              - event: Checkout Started
          actions:
            - {channel: ads, template: views}
          """);

  @Override
  public String id() {
    return (withTraits ? "state-bytes-with-traits:" : "state-bytes:")
        + engine.name().toLowerCase(Locale.ROOT);
  }

  @Override
  @SuppressWarnings("try") // The harness declares to close with any exception.
  public Outcome run(Size size, Path directory) throws Exception {
    PatternFiles patterns = CampaignSet.patterns(CAMPAIGNS, withTraits);
    CustomerOperator operator =
        new CustomerOperator(JobOptions.forHistory(patterns, engine), false);
    try (KeyedOneInputStreamOperatorTestHarness<String, Event, OutputRecord> harness =
        new KeyedOneInputStreamOperatorTestHarness<>(
            operator, Identity::customerOf, Types.STRING)) {
      harness.open();
      long endMillis = live(harness);
      harness.processWatermark(endMillis);
      OperatorSubtaskState unused = harness.snapshot(1, endMillis);
      Map<String, Double> figures = new LinkedHashMap<>();
      figures.put("totalBytes", bytesOf(operator, "customer"));
      return Outcome.of(id(), figures);
    }
  }

  /** A short life; returns its last moment. */
  private static long live(
      KeyedOneInputStreamOperatorTestHarness<String, Event, OutputRecord> harness)
      throws Exception {
    Map<String, Object> traits = new LinkedHashMap<>();
    traits.put("first_name", "Ada");
    traits.put("last_name", "Lovelace");
    traits.put("email", "ada.lovelace@shop.example");
    traits.put("phone", "+447700900123");
    traits.put("timezone", "Europe/London");
    traits.put("locale", "en-GB");
    traits.put("plan", "gold");
    traits.put("consent", Map.of("email", true, "sms", true, "ads", true));
    long nowMillis = EventLoad.START_MILLIS;
    harness.processElement(event("", EventType.IDENTIFY, nowMillis, traits), nowMillis);
    List<String> names =
        List.of(
            "Page Viewed",
            "Page Viewed",
            "Product Viewed",
            "Page Viewed",
            "Product Viewed",
            "Page Viewed",
            "Product Added");
    for (String name : names) {
      nowMillis += 20_000;
      harness.processElement(event(name, EventType.TRACK, nowMillis, content()), nowMillis);
    }
    return nowMillis + HOUR + 1;
  }

  /** As large as the load's. */
  private static Map<String, Object> content() {
    Map<String, Object> content = new LinkedHashMap<>();
    content.put("product_id", "p-1234");
    content.put("sku", "SKU-8638");
    content.put("category", "category-7");
    content.put("name", "A product of the number 1234");
    content.put("brand", "brand-42");
    content.put("price", 49.99);
    content.put("quantity", 1L);
    content.put("currency", "GBP");
    content.put("url", "https://shop.example/products/1234?from=list-17");
    content.put("position", 3L);
    content.put("in_stock", true);
    return content;
  }

  private static Event event(
      String name, EventType type, long timeMillis, Map<String, Object> properties) {
    return new Event(
        "0f8fad5b-d9cb-469f-a165-" + timeMillis,
        type,
        name,
        CUSTOMER,
        null,
        timeMillis,
        properties);
  }

  private static double bytesOf(CustomerOperator operator, String state) throws Exception {
    KeyedStateBackend<String> backend = operator.getKeyedStateBackend();
    backend.setCurrentKey(CUSTOMER);
    ValueState<byte[]> value =
        backend.getPartitionedState(
            VoidNamespace.INSTANCE,
            VoidNamespaceSerializer.INSTANCE,
            new ValueStateDescriptor<>(state, BytePrimitiveArraySerializer.INSTANCE));
    byte[] bytes = value.value();
    if (bytes == null) {
      throw new IllegalStateException("The customer has nothing in the state " + state);
    }
    return bytes.length;
  }
}
