package io.campanile.model;

import java.util.Locale;

/** Whether a campaign asks for marketing consent or answers something the customer did. */
public enum CampaignClass {
  /** Subject to consent, quiet hours, caps and holdout. */
  MARKETING,
  /** Exempt from them; its sends do not count for caps. */
  TRANSACTIONAL;

  /** The name in patterns and records. */
  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }
}
