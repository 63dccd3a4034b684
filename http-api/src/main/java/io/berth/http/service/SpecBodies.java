package io.berth.http.service;

import io.berth.domain.spec.ServiceId;
import io.berth.domain.spec.ServiceSpec;
import io.berth.domain.spec.SpecRules;
import io.berth.domain.spec.Violation;
import io.berth.http.json.Fields;
import io.berth.http.problem.Refusal;
import io.berth.http.spec.SpecView;
import java.util.ArrayList;
import java.util.List;

/** From a spec in a body to one that may be put. */
public final class SpecBodies {
    private SpecBodies() {}

    /** The spec, or a refusal with everything that is wrong with it. */
    public static ServiceSpec sound(ServiceId id, SpecView body) {
        Fields fields = new Fields();
        ServiceSpec spec = body.toSpec(fields);
        List<Violation> violations = new ArrayList<>(fields.violations());
        violations.addAll(SpecRules.check(id, spec));
        if (!violations.isEmpty()) {
            throw Refusal.invalid("service " + id.name(), violations);
        }
        return spec;
    }
}
