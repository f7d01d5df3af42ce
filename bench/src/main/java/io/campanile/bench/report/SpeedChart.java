package io.campanile.bench.report;

import io.campanile.bench.contender.Contender;
import io.campanile.bench.scenario.Scenarios;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;

/** Events a second by number of campaigns, both axes logarithmic, as SVG. */
final class SpeedChart {

  private static final int WIDTH = 860;
  private static final int HEIGHT = 460;
  private static final int LEFT = 70;
  private static final int RIGHT = 640;
  private static final int TOP = 40;
  private static final int BOTTOM = 400;
  private static final double LEAST = 10;
  private static final double MOST = 10_000_000;
  private static final List<String> COLOURS =
      List.of(
          "#1b6ca8", "#c8553d", "#588157", "#8d6a9f", "#e09f3e", "#3d405b", "#9b2226", "#2a9d8f",
          "#6c757d");

  private final StringBuilder svg = new StringBuilder();

  private SpeedChart() {}

  static String of(Outcomes outcomes) {
    return new SpeedChart().draw(outcomes);
  }

  private String draw(Outcomes outcomes) {
    add(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" font-family=\"sans-serif\""
            + " font-size=\"12\">",
        WIDTH, HEIGHT);
    add("<rect width=\"%d\" height=\"%d\" fill=\"#ffffff\"/>", WIDTH, HEIGHT);
    add("<text x=\"%d\" y=\"22\" font-size=\"15\">Events a second, one thread</text>", LEFT);
    for (double rate = LEAST; rate <= MOST; rate *= 10) {
      add(
          "<line x1=\"%d\" x2=\"%d\" y1=\"%.1f\" y2=\"%.1f\" stroke=\"#dddddd\"/>",
          LEFT, RIGHT, y(rate), y(rate));
      add(
          "<text x=\"%d\" y=\"%.1f\" text-anchor=\"end\">%,.0f</text>",
          LEFT - 6, y(rate) + 4, rate);
    }
    for (int campaigns : Scenarios.CAMPAIGNS) {
      add(
          "<text x=\"%.1f\" y=\"%d\" text-anchor=\"middle\">%,d</text>",
          x(campaigns), BOTTOM + 20, campaigns);
    }
    add("<text x=\"%d\" y=\"%d\" text-anchor=\"middle\">campaigns</text>", 355, BOTTOM + 40);
    int row = 0;
    for (Contender contender : Scenarios.contenders()) {
      line(outcomes, contender, row);
      row++;
    }
    add("</svg>");
    return svg.toString();
  }

  private void line(Outcomes outcomes, Contender contender, int row) {
    String colour = COLOURS.get(row % COLOURS.size());
    String dash = contender.state().equals("rocksdb") ? "" : " stroke-dasharray=\"5 4\"";
    List<double[]> points = new ArrayList<>();
    if (contender.maxCampaigns() == 0) {
      OptionalDouble rate = outcomes.rate(contender.name(), contender.state(), 0);
      rate.ifPresent(
          value -> {
            points.add(new double[] {LEFT, y(value)});
            points.add(new double[] {RIGHT, y(value)});
          });
    }
    for (int campaigns : Scenarios.CAMPAIGNS) {
      OptionalDouble rate = outcomes.rate(contender.name(), contender.state(), campaigns);
      rate.ifPresent(value -> points.add(new double[] {x(campaigns), y(value)}));
    }
    if (points.isEmpty()) {
      return;
    }
    StringBuilder path = new StringBuilder();
    for (double[] point : points) {
      path.append(String.format(Locale.ROOT, "%.1f,%.1f ", point[0], point[1]));
      add("<circle cx=\"%.1f\" cy=\"%.1f\" r=\"3\" fill=\"%s\"/>", point[0], point[1], colour);
    }
    add(
        "<polyline points=\"%s\" fill=\"none\" stroke=\"%s\" stroke-width=\"2\"%s/>",
        path.toString().trim(), colour, dash);
    int labelY = TOP + 14 + 20 * row;
    add(
        "<line x1=\"660\" x2=\"684\" y1=\"%d\" y2=\"%d\" stroke=\"%s\" stroke-width=\"2\"%s/>",
        labelY - 4, labelY - 4, colour, dash);
    add("<text x=\"690\" y=\"%d\">%s, %s</text>", labelY, contender.name(), contender.state());
  }

  private static double x(double campaigns) {
    return LEFT + 20 + Math.log10(campaigns) / 3 * (RIGHT - LEFT - 40);
  }

  private static double y(double rate) {
    double share = Math.log10(Math.max(rate, LEAST) / LEAST) / Math.log10(MOST / LEAST);
    return BOTTOM - share * (BOTTOM - TOP);
  }

  private void add(String format, Object... values) {
    svg.append(String.format(Locale.ROOT, format, values)).append('\n');
  }
}
