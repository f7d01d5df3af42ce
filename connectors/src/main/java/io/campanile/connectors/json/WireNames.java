package io.campanile.connectors.json;

import io.campanile.model.DeadLetter;
import io.campanile.model.DecisionRecord;
import io.campanile.model.TriggerRecord;
import java.util.Locale;

/** How names of the code are spelled on the wire. */
final class WireNames {

  private WireNames() {}

  /** Reasons and codes are constants to be searched for, in capitals; all else is a word. */
  static String of(Enum<?> value) {
    Class<?> type = value.getDeclaringClass();
    if (type == DecisionRecord.Reason.class
        || type == TriggerRecord.Reason.class
        || type == DeadLetter.Code.class) {
      return value.name();
    }
    return value.name().toLowerCase(Locale.ROOT);
  }

  /** A component's name, unless Java reserves the word that the wire uses. */
  static String ofComponent(String component) {
    return component.equals("campaignClass") ? "class" : component;
  }
}
