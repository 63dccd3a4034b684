package io.berth.http.compose;

import io.berth.domain.resource.Resources;
import io.berth.domain.spec.Mode;
import io.berth.domain.spec.PlacementSpec;
import io.berth.domain.spec.RestartPolicy;
import io.berth.domain.spec.RolloutPolicy;
import java.util.Map;

/** What a service's {@code deploy} says, with defaults where it is silent. */
record Deploy(
        Mode mode,
        Map<String, String> labels,
        RolloutPolicy update,
        RolloutPolicy rollback,
        RestartPolicy restart,
        PlacementSpec placement,
        Resources reserved,
        Resources limit) {}
