package io.campanile.jobs.live;

import io.campanile.patterns.yaml.YamlScalar;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What must not stand in a configuration file: {@code ${env:NAME}} and {@code ${file:PATH}} stand
 * for a variable of the environment and for the content of a file, without the line feed at its
 * end. Their values are never printed.
 */
public final class Secrets {

  private static final Pattern REFERENCE = Pattern.compile("\\$\\{(env|file):([^}]+)}");

  private final Map<String, String> environment;
  private final Files files;

  /** Where the content of files comes from. */
  @FunctionalInterface
  public interface Files {
    /** The whole text of a file. */
    String read(Path path) throws IOException;
  }

  /** Secrets of this environment, and of this machine's files. */
  public Secrets(Map<String, String> environment) {
    this(environment, java.nio.file.Files::readString);
  }

  /** Secrets of an environment and of files that may be elsewhere. */
  public Secrets(Map<String, String> environment, Files files) {
    this.environment = Map.copyOf(environment);
    this.files = files;
  }

  /** The text with every reference replaced; empty where one leads nowhere, which is noted. */
  Optional<String> resolve(YamlScalar scalar) {
    Matcher reference = REFERENCE.matcher(scalar.text());
    StringBuilder resolved = new StringBuilder();
    boolean complete = true;
    while (reference.find()) {
      Optional<String> value =
          reference.group(1).equals("env")
              ? variable(scalar, reference.group(2))
              : content(scalar, reference.group(2));
      complete &= value.isPresent();
      reference.appendReplacement(resolved, Matcher.quoteReplacement(value.orElse("")));
    }
    reference.appendTail(resolved);
    return complete ? Optional.of(resolved.toString()) : Optional.empty();
  }

  private Optional<String> variable(YamlScalar scalar, String name) {
    String value = environment.get(name);
    if (value == null) {
      scalar.error("The environment has no variable `" + name + "`.");
    }
    return Optional.ofNullable(value);
  }

  private Optional<String> content(YamlScalar scalar, String path) {
    try {
      return Optional.of(files.read(Path.of(path)).stripTrailing());
    } catch (IOException e) {
      scalar.error("The file `" + path + "` cannot be read: " + e.getMessage() + ".");
      return Optional.empty();
    }
  }
}
