package io.campanile.jobs.profile;

import io.campanile.patterns.ProfileFields;
import java.util.AbstractMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What was said of a customer and what is computed, as one object; what is computed is computed
 * when it is asked for. Where both have the same name, the computed one counts.
 */
final class ProfileView extends AbstractMap<String, @Nullable Object> {

  private final Profile profile;
  private final Behaviour behaviour;

  ProfileView(Profile profile, Behaviour behaviour) {
    this.profile = profile;
    this.behaviour = behaviour;
  }

  @Override
  public @Nullable Object get(@Nullable Object key) {
    ProfileIndex index = behaviour.index();
    if (!(key instanceof String name)) {
      return null;
    }
    TraitPlan trait = index.trait(name);
    if (trait != null) {
      return behaviour.value(trait);
    }
    return index.uses(name) ? used(name) : profile.said().get(name);
  }

  /** What every profile has by itself. */
  private @Nullable Object used(String name) {
    return switch (name) {
      case ProfileFields.CONTACT_POINTS -> behaviour.index().contacts().view(profile);
      case ProfileFields.CONSENT_BASIS -> profile.consents().bases();
      case ProfileFields.CONSENT_AT -> profile.consents().times();
      default -> behaviour.sessionValue(name);
    };
  }

  @Override
  public boolean containsKey(@Nullable Object key) {
    // Nothing that is said or computed is null.
    return get(key) != null;
  }

  @Override
  public Set<Map.Entry<String, @Nullable Object>> entrySet() {
    Map<String, @Nullable Object> all = new LinkedHashMap<>(profile.said());
    for (String name : behaviour.names()) {
      Object value = get(name);
      if (value == null) {
        all.remove(name);
      } else {
        all.put(name, value);
      }
    }
    return all.entrySet();
  }
}
