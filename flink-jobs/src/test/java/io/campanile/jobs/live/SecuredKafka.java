package io.campanile.jobs.live;

import io.campanile.broker.EmbeddedKafka;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A broker that speaks TLS and wants a name and a password, as those of production do. */
final class SecuredKafka implements AutoCloseable {

  static final String PASSWORD = "s3cret-of-the-broker";

  private final Path directory;
  private final EmbeddedKafka kafka;

  SecuredKafka(Path directory) throws IOException, InterruptedException {
    this.directory = Files.createDirectories(directory);
    Path keys = directory.resolve("broker.p12");
    keytool(
        "-genkeypair -alias broker -keyalg RSA -keysize 2048 -dname CN=127.0.0.1 -validity 2"
            + " -ext SAN=ip:127.0.0.1 -storetype PKCS12 -storepass changeit -keystore "
            + keys);
    keytool(
        "-exportcert -rfc -alias broker -storepass changeit -keystore "
            + keys
            + " -file "
            + certificate());
    Map<String, String> changes = new HashMap<>();
    changes.put("listener.security.protocol.map", "PLAINTEXT:SASL_SSL,CONTROLLER:PLAINTEXT");
    changes.put("sasl.enabled.mechanisms", "PLAIN");
    changes.put("sasl.mechanism.inter.broker.protocol", "PLAIN");
    changes.put(
        "listener.name.plaintext.plain.sasl.jaas.config",
        "org.apache.kafka.common.security.plain.PlainLoginModule required username=\"broker\""
            + " password=\"of-the-broker\" user_broker=\"of-the-broker\" user_campanile=\""
            + PASSWORD
            + "\";");
    changes.put("ssl.keystore.type", "PKCS12");
    changes.put("ssl.keystore.location", keys.toString());
    changes.put("ssl.keystore.password", "changeit");
    changes.put("ssl.truststore.type", "PEM");
    changes.put("ssl.truststore.location", certificate().toString());
    this.kafka = EmbeddedKafka.start(directory.resolve("kafka"), changes);
  }

  private static void keytool(String arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
    command.addAll(Arrays.asList(arguments.split(" ", -1)));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (process.waitFor() != 0) {
      throw new IOException("keytool: " + out);
    }
  }

  String bootstrapServers() {
    return kafka.bootstrapServers();
  }

  Path certificate() {
    return directory.resolve("ca.pem");
  }

  static String jaas(String password) {
    return "org.apache.kafka.common.security.plain.PlainLoginModule required"
        + " username=\"campanile\" password=\""
        + password
        + "\";";
  }

  /** What a client needs. */
  Map<String, String> clientSettings() {
    return Map.of(
        "bootstrap.servers",
        bootstrapServers(),
        "security.protocol",
        "SASL_SSL",
        "sasl.mechanism",
        "PLAIN",
        "sasl.jaas.config",
        jaas(PASSWORD),
        "ssl.truststore.type",
        "PEM",
        "ssl.truststore.location",
        certificate().toString());
  }

  @Override
  public void close() {
    kafka.close();
  }
}
