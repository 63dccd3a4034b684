package io.berth.http.spec;

import io.berth.domain.spec.RolloutPolicy;
import io.berth.domain.spec.ServiceSpec;
import io.berth.http.json.Fields;
import io.berth.http.json.Words;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The spec of a service. What is left out has Swarm's default; one replica.
 *
 * @param labels of the service
 * @param mode how many tasks
 * @param template what each task looks like
 * @param update how a new revision is rolled out
 * @param rollback how the previous revision is rolled out again
 * @param ports reached from outside
 * @param endpoint how the service is found by name from within: {@code vip} (if left out) or {@code dnsrr}
 */
public record SpecView(
        Map<String, String> labels,
        Optional<ModeView> mode,
        Optional<TemplateView> template,
        Optional<PolicyView> update,
        Optional<PolicyView> rollback,
        List<PortView> ports,
        Optional<String> endpoint) {
    public static SpecView of(ServiceSpec spec) {
        return new SpecView(
                spec.labels(),
                Optional.of(ModeView.of(spec.mode())),
                Optional.of(TemplateView.of(spec.template())),
                Optional.of(PolicyView.of(spec.update())),
                Optional.of(PolicyView.of(spec.rollback())),
                spec.ports().stream().map(PortView::of).toList(),
                Optional.of(spec.endpoint())
                        .filter(endpoint -> endpoint != ServiceSpec.Endpoint.VIP)
                        .map(Words::of));
    }

    /** The spec; {@code fields} has whatever cannot be read. */
    public ServiceSpec toSpec(Fields fields) {
        return new ServiceSpec(
                labels,
                mode.orElse(ModeView.ONE_REPLICA).toMode(fields, "mode"),
                template.orElse(TemplateView.NONE).toTemplate(fields, "template"),
                update.map(view -> view.toPolicy(fields, "update")).orElse(RolloutPolicy.DEFAULT),
                rollback.map(view -> view.toPolicy(fields, "rollback")).orElse(RolloutPolicy.DEFAULT),
                PortView.toPorts(ports, fields),
                fields.word("endpoint", endpoint, ServiceSpec.Endpoint.class, ServiceSpec.Endpoint.VIP),
                Optional.empty());
    }
}
