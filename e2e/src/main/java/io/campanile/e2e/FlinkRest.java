package io.campanile.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

/** Flink's REST interface, as far as tests ask it. */
public final class FlinkRest {

  private static final Duration PAUSE = Duration.ofMillis(200);
  private static final ObjectMapper JSON = new ObjectMapper();

  private final URI address;
  private final HttpClient client =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();

  FlinkRest(URI address) {
    this.address = address;
  }

  /** The answer to a GET. */
  public JsonNode get(String path) throws IOException, InterruptedException {
    return send(HttpRequest.newBuilder(address.resolve(path)).GET());
  }

  /** The only job and its state, such as {@code RUNNING}; empty while there is none. */
  public Optional<Job> job() throws IOException, InterruptedException {
    for (JsonNode job : get("/jobs/overview").path("jobs")) {
      return Optional.of(new Job(job.path("jid").asText(), job.path("state").asText()));
    }
    return Optional.empty();
  }

  /** A job. */
  public record Job(String id, String state) {}

  /** How many tasks of the job run, of how many. */
  public boolean runsWhole() throws IOException, InterruptedException {
    Optional<Job> job = job();
    if (job.isEmpty() || !job.get().state().equals("RUNNING")) {
      return false;
    }
    for (JsonNode vertex : get("/jobs/" + job.get().id()).path("vertices")) {
      if (vertex.path("tasks").path("RUNNING").asInt() != vertex.path("parallelism").asInt()) {
        return false;
      }
    }
    return true;
  }

  /** Checkpoints completed since the job manager began, those of earlier ones included. */
  public long completedCheckpoints() throws IOException, InterruptedException {
    Optional<Job> job = job();
    return job.isEmpty()
        ? 0
        : get("/jobs/" + job.get().id() + "/checkpoints").path("counts").path("completed").asLong();
  }

  /** Stops the job with a savepoint, and returns where it is. */
  public String stopWithSavepoint(Path directory, Duration patience)
      throws IOException, InterruptedException {
    String job = job().orElseThrow(() -> new IllegalStateException("There is no job")).id();
    String body =
        JSON.createObjectNode()
            .put("targetDirectory", directory.toUri().toString())
            .put("drain", false)
            .toString();
    JsonNode request =
        send(
            HttpRequest.newBuilder(address.resolve("/jobs/" + job + "/stop"))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body)));
    String operation = "/jobs/" + job + "/savepoints/" + request.path("request-id").asText();
    long deadline = System.nanoTime() + patience.toNanos();
    while (System.nanoTime() < deadline) {
      JsonNode state = get(operation);
      if (state.path("operation").has("location")) {
        return state.path("operation").path("location").asText();
      }
      if (state.path("operation").has("failure-cause")) {
        throw new IOException("No savepoint: " + state.path("operation").path("failure-cause"));
      }
      LockSupport.parkNanos(PAUSE.toNanos());
    }
    throw new IOException("No savepoint within " + patience.toSeconds() + " s");
  }

  private JsonNode send(HttpRequest.Builder request) throws IOException, InterruptedException {
    var response =
        client.send(request.timeout(Duration.ofSeconds(10)).build(), BodyHandlers.ofString());
    if (response.statusCode() >= 400) {
      throw new IOException(response.statusCode() + ": " + response.body());
    }
    return JSON.readTree(response.body());
  }
}
