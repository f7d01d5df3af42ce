package io.campanile.jobs.profile;

import io.campanile.patterns.Expression;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A customer as the condition of a segment sees it. */
final class Case implements Expression.Scope {

  private final Behaviour behaviour;
  private final Profile profile;
  private final ProfileView view;
  private @Nullable Case withoutSession;

  Case(Behaviour behaviour, Profile profile) {
    this.behaviour = behaviour;
    this.profile = profile;
    this.view = new ProfileView(profile, behaviour);
  }

  Behaviour behaviour() {
    return behaviour;
  }

  Profile profile() {
    return profile;
  }

  @Override
  public @Nullable Map<String, @Nullable Object> object(String variable) {
    return variable.equals("profile") ? view : profile.object(variable);
  }

  @Override
  public Instant now() {
    return Instant.ofEpochMilli(behaviour.nowMillis());
  }

  /** The same if the present session had ended already. */
  Case withoutSession() {
    if (withoutSession == null) {
      withoutSession = new Case(behaviour.withoutSession(), profile);
    }
    return withoutSession;
  }
}
