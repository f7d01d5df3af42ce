package io.campanile.bench.esper;

import io.campanile.jobs.identity.Identity;
import io.campanile.model.Event;

/** An event as Esper reads it fastest: a bean with what the statements ask for. */
public final class EsperEvent {

  private final Event event;
  private final String customer;
  private final String category;
  private final double price;

  EsperEvent(Event event) {
    this.event = event;
    this.customer = Identity.customerOf(event);
    this.category = String.valueOf(event.properties().get("category"));
    this.price = event.properties().get("price") instanceof Double number ? number : -1;
  }

  Event event() {
    return event;
  }

  /** Name of the event. */
  public String getName() {
    return event.name();
  }

  /** Whose event it is. */
  public String getCustomer() {
    return customer;
  }

  /** The property. */
  public String getCategory() {
    return category;
  }

  /** The property. */
  public double getPrice() {
    return price;
  }
}
