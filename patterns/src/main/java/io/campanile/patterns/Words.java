package io.campanile.patterns;

import io.campanile.model.CampaignClass;
import io.campanile.model.Channel;
import io.campanile.patterns.Campaign.Status;
import io.campanile.patterns.Policy.Consent;
import io.campanile.patterns.Policy.Then;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The words of files for the closed sets of the language, in the order in which messages list them.
 */
public final class Words {

  static final Map<String, Channel> CHANNELS = channels();
  static final Map<String, Consent> CONSENT =
      ordered(
          Map.entry("opt-in", Consent.OPT_IN),
          Map.entry("opt-out", Consent.OPT_OUT),
          Map.entry("none", Consent.NONE));
  static final Map<String, Then> THEN =
      ordered(Map.entry("defer", Then.DEFER), Map.entry("drop", Then.DROP));

  static final Map<String, Status> STATUS =
      ordered(
          Map.entry("live", Status.LIVE),
          Map.entry("shadow", Status.SHADOW),
          Map.entry("paused", Status.PAUSED),
          Map.entry("draft", Status.DRAFT));

  /** What a campaign can be tested as. */
  public static final Map<String, Status> TESTED_STATUS =
      ordered(
          Map.entry("live", Status.LIVE),
          Map.entry("shadow", Status.SHADOW),
          Map.entry("paused", Status.PAUSED));

  static final Map<String, CampaignClass> CLASSES =
      ordered(
          Map.entry("marketing", CampaignClass.MARKETING),
          Map.entry("transactional", CampaignClass.TRANSACTIONAL));

  private Words() {}

  private static Map<String, Channel> channels() {
    Map<String, Channel> channels = new LinkedHashMap<>();
    for (Channel channel : Channel.values()) {
      channels.put(channel.wireName(), channel);
    }
    return Collections.unmodifiableMap(channels);
  }

  @SafeVarargs
  @SuppressWarnings("varargs")
  private static <T> Map<String, T> ordered(Map.Entry<String, T>... entries) {
    Map<String, T> map = new LinkedHashMap<>();
    for (Map.Entry<String, T> entry : entries) {
      map.put(entry.getKey(), entry.getValue());
    }
    return Collections.unmodifiableMap(map);
  }
}
