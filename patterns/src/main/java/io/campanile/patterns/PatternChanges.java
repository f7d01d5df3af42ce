package io.campanile.patterns;

import io.campanile.patterns.Campaign.Action;
import io.campanile.patterns.Campaign.Status;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Function;

/** What one release changes beside another, for people: a line for each thing that has changed. */
public final class PatternChanges {

  private final List<String> lines = new ArrayList<>();

  private PatternChanges() {}

  /** What the later says otherwise than the earlier; drafts are in neither. */
  public static List<String> between(Patterns before, Patterns after) {
    PatternChanges changes = new PatternChanges();
    changes.campaigns(byName(before.campaigns(), Campaign::name), after);
    changes.named(
        "trait",
        byName(before.traits(), TraitDefinition::name),
        byName(after.traits(), TraitDefinition::name));
    changes.named(
        "segment",
        byName(before.segments(), SegmentDefinition::name),
        byName(after.segments(), SegmentDefinition::name));
    if (!before.policy().equals(after.policy())) {
      changes.lines.add("policy changed");
    }
    return List.copyOf(changes.lines);
  }

  private static <T> Map<String, T> byName(List<T> all, Function<T, String> name) {
    Map<String, T> byName = new LinkedHashMap<>();
    all.forEach(one -> byName.put(name.apply(one), one));
    return byName;
  }

  private void campaigns(Map<String, Campaign> before, Patterns after) {
    Map<String, Campaign> now = byName(after.campaigns(), Campaign::name);
    TreeSet<String> names = new TreeSet<>(before.keySet());
    names.addAll(now.keySet());
    for (String name : names) {
      Campaign old = before.get(name);
      Campaign campaign = now.get(name);
      if (old == null && campaign != null) {
        lines.add("campaign " + name + " added" + status(campaign));
      } else if (campaign == null) {
        lines.add("campaign " + name + " removed");
      } else if (old != null && !old.equals(campaign)) {
        lines.add("campaign " + name + " " + said(old, campaign));
      }
    }
  }

  private static String status(Campaign campaign) {
    return switch (campaign.status()) {
      case LIVE -> "";
      case SHADOW -> ", in shadow";
      case PAUSED -> ", paused";
      case DRAFT -> ", a draft";
    };
  }

  private static String said(Campaign old, Campaign campaign) {
    List<String> changed = new ArrayList<>();
    note(changed, "trigger", old, campaign, Campaign::trigger);
    note(changed, "audience", old, campaign, c -> String.valueOf(c.audience()));
    note(changed, "repeat", old, campaign, Campaign::repeat);
    note(changed, "cancel-on", old, campaign, Campaign::cancelOn);
    actions(changed, old, campaign);
    note(changed, "priority", old, campaign, Campaign::priority);
    note(changed, "class", old, campaign, Campaign::campaignClass);
    note(changed, "tags", old, campaign, Campaign::tags);
    if (changed.isEmpty() && old.status() == campaign.status()) {
      return "described otherwise";
    }
    String details = changed.isEmpty() ? "" : ": " + String.join(", ", changed);
    if (old.status() == campaign.status()) {
      return "changed" + details;
    }
    return became(campaign.status()) + details;
  }

  private static String became(Status status) {
    return switch (status) {
      case LIVE -> "goes live";
      case SHADOW -> "goes into shadow";
      case PAUSED -> "paused";
      case DRAFT -> "is a draft now";
    };
  }

  private static void note(
      List<String> changed,
      String what,
      Campaign old,
      Campaign campaign,
      Function<Campaign, Object> part) {
    if (!part.apply(old).equals(part.apply(campaign))) {
      changed.add(what);
    }
  }

  /** Waiting actions are told apart by their id. */
  private static void actions(List<String> changed, Campaign old, Campaign campaign) {
    Map<String, Action> before = byName(old.actions(), Action::id);
    Map<String, Action> now = byName(campaign.actions(), Action::id);
    for (Action action : old.actions()) {
      if (!now.containsKey(action.id())) {
        changed.add("action " + action.id() + " (" + action.channel().wireName() + ") removed");
      }
    }
    for (Action action : campaign.actions()) {
      Action earlier = before.get(action.id());
      if (earlier == null) {
        changed.add("action " + action.id() + " (" + action.channel().wireName() + ") added");
      } else if (!earlier.equals(action)) {
        changed.add("action " + action.id() + " (" + action.channel().wireName() + ")");
      }
    }
  }

  private <T> void named(String what, Map<String, T> before, Map<String, T> after) {
    TreeSet<String> names = new TreeSet<>(before.keySet());
    names.addAll(after.keySet());
    for (String name : names) {
      T old = before.get(name);
      T now = after.get(name);
      if (old == null) {
        lines.add(what + " " + name + " added");
      } else if (now == null) {
        lines.add(what + " " + name + " removed");
      } else if (!old.equals(now)) {
        lines.add(what + " " + name + " changed");
      }
    }
  }
}
