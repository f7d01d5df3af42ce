package io.campanile.cli;

import io.campanile.patterns.yaml.Durations;
import java.time.Duration;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Durations on the command line are written as in patterns: {@code 45s}, {@code 30m}. */
final class DurationText implements ITypeConverter<Duration> {

  @Override
  public Duration convert(String text) {
    return Durations.parse(text)
        .orElseThrow(
            () ->
                new TypeConversionException(
                    "'" + text + "', expected a duration: " + Durations.advice(text)));
  }
}
