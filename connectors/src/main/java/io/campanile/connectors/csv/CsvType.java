package io.campanile.connectors.csv;

import java.io.Serializable;

/** What is made of the text of a cell. */
public sealed interface CsvType extends Serializable {

  /** The text as it stands, without white space around it. */
  record Text() implements CsvType {}

  /**
   * A number, decimals or not.
   *
   * @param decimal before the decimals
   * @param thousands between groups of three digits, or empty where digits are not grouped
   */
  record Amount(char decimal, String thousands) implements CsvType {}

  /** A number without decimals. */
  record Whole(String thousands) implements CsvType {}

  /** {@code true}, {@code yes}, {@code y} or {@code 1}; {@code false}, {@code no}, … */
  record Flag() implements CsvType {}

  /**
   * A moment.
   *
   * @param format {@code iso}, {@code epoch-seconds}, {@code epoch-millis}, or a pattern of Java's
   *     {@code DateTimeFormatter}
   * @param timeZone for what says none itself
   */
  record Time(String format, String timeZone) implements CsvType {}
}
