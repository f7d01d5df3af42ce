package io.campanile.k8s.prometheus;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;

/** A dashboard of Grafana, as little of its JSON as it needs. */
final class Dashboard {

  private static final ObjectMapper JSON =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);
  private static final int COLUMNS = 24;
  private static final int WIDTH = 8;
  private static final int HEIGHT = 8;

  private final String uid;
  private final String title;
  private final ArrayNode panels = JSON.createArrayNode();
  private final List<String> queries = new ArrayList<>();
  private int x;
  private int y;

  Dashboard(String uid, String title) {
    this.uid = uid;
    this.title = title;
  }

  /** Begins a new row. */
  Dashboard row(String name) {
    y += x == 0 ? 0 : HEIGHT;
    x = 0;
    ObjectNode row = panels.addObject();
    row.put("type", "row").put("title", name).put("collapsed", false);
    place(row, COLUMNS, 1);
    y++;
    return this;
  }

  /**
   * Adds a graph.
   *
   * @param unit as Grafana names it, such as {@code s} or {@code bytes}
   * @param meaning what to look for
   * @param lines query and legend in turn
   */
  Dashboard graph(String name, String unit, String meaning, String... lines) {
    ObjectNode panel = panels.addObject();
    panel.put("type", "timeseries").put("title", name).put("description", meaning);
    panel.withObject("/datasource").put("type", "prometheus").put("uid", "${datasource}");
    panel.withObject("/fieldConfig/defaults").put("unit", unit).put("min", 0);
    panel.withObject("/fieldConfig").putArray("overrides");
    ArrayNode targets = panel.putArray("targets");
    for (int i = 0; i < lines.length; i += 2) {
      targets
          .addObject()
          .put("refId", String.valueOf((char) ('A' + i / 2)))
          .put("expr", lines[i])
          .put("legendFormat", lines[i + 1]);
      queries.add(lines[i]);
    }
    place(panel, WIDTH, HEIGHT);
    x += WIDTH;
    if (x == COLUMNS) {
      x = 0;
      y += HEIGHT;
    }
    return this;
  }

  private void place(ObjectNode panel, int width, int height) {
    panel.put("id", panels.size());
    panel.withObject("/gridPos").put("x", x).put("y", y).put("w", width).put("h", height);
  }

  /** Every query of it, for one namespace that the reader chooses. */
  List<String> queries() {
    return queries;
  }

  String json() {
    ObjectNode dashboard = JSON.createObjectNode();
    dashboard.put("uid", uid).put("title", title).put("schemaVersion", 39).put("version", 1);
    dashboard.put("refresh", "30s").put("editable", false).put("timezone", "utc");
    dashboard.withObject("/time").put("from", "now-6h").put("to", "now");
    dashboard.putArray("tags").add("campanile");
    ArrayNode variables = dashboard.withObject("/templating").putArray("list");
    variables
        .addObject()
        .put("name", "datasource")
        .put("label", "Prometheus")
        .put("type", "datasource")
        .put("query", "prometheus");
    variables
        .addObject()
        .put("name", "namespace")
        .put("type", "query")
        .put("refresh", 2)
        .put("query", "label_values(flink_jobmanager_job_uptime, namespace)")
        .withObject("/datasource")
        .put("type", "prometheus")
        .put("uid", "${datasource}");
    dashboard.set("panels", panels);
    try {
      return JSON.writeValueAsString(dashboard) + "\n";
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("A tree can be written", e);
    }
  }
}
