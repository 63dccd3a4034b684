package io.berth.http.compose;

import io.berth.domain.resource.Resources;
import io.berth.domain.spec.ContainerSpec;
import io.berth.domain.spec.PlacementSpec;
import io.berth.domain.spec.PortSpec;
import io.berth.domain.spec.ServiceId;
import io.berth.domain.spec.ServiceSpec;
import io.berth.domain.spec.SpecRules;
import io.berth.domain.spec.TaskTemplate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads one service: a task of one container, and what Berth adds under {@code x-berth}. */
final class ServiceReader {
    private static final Map<String, String> RUNTIMES =
            Map.of("docker", "docker", "process", "process", "simulated", "simulated");
    private static final Map<String, PlacementSpec.Strategy> STRATEGIES =
            Map.of("spread", PlacementSpec.Strategy.SPREAD, "binpack", PlacementSpec.Strategy.BINPACK);

    private final ComposeSource source;
    private final Declarations declared;

    ServiceReader(ComposeSource source, Declarations declared) {
        this.source = source;
        this.declared = declared;
    }

    StackPart read(String key, Field field) {
        Origins origins = new Origins(field);
        Section service = field.section();
        Deploy deploy = service.take("deploy")
                .map(present -> DeployReader.read(present.section(), origins))
                .orElseGet(() -> DeployReader.read(nothing(field), origins));
        ContainerReader containers = new ContainerReader(source, declared, origins);
        ContainerSpec container =
                containers.read(service, "template.containers[0]", key, deploy.reserved(), deploy.limit());
        List<PortSpec> ports = service.take("ports")
                .map(present -> PortReader.read(present, origins))
                .orElse(List.of());
        List<String> networks = networks(key, service, origins);
        Extension extension = extension(service, containers, deploy.placement(), origins);
        refuseWhatChangesMeaning(service);
        service.finish(Ignored.OF_SERVICE);
        ServiceSpec spec = new ServiceSpec(
                Declarations.stackLabels(source, deploy.labels()),
                deploy.mode(),
                new TaskTemplate(
                        extension.init,
                        List.of(container),
                        deploy.restart(),
                        extension.placement,
                        networks,
                        extension.runtime,
                        0),
                deploy.update(),
                deploy.rollback(),
                ports);
        ServiceId id = new ServiceId("service", source.namespace(), Declarations.scoped(source, key));
        check(id, spec, origins);
        return new StackPart(key, id, spec);
    }

    /** Rules of the domain, told with the file's own words; a place that is a problem already is not told twice. */
    private static void check(ServiceId id, ServiceSpec spec, Origins origins) {
        SpecRules.check(id, spec).forEach(violation -> {
            Field place = origins.of(violation.field());
            boolean isToldAlready = place.notes().problems().stream()
                    .anyMatch(note -> note.key().equals(place.path()));
            if (!isToldAlready) {
                String part = violation.field().substring(violation.field().lastIndexOf('.') + 1);
                place.problem((origins.isExact(violation.field()) ? "" : part + " ")
                        + (violation.value().isEmpty() ? "" : violation.value() + " ")
                        + violation.rule());
            }
        });
    }

    /** Leaving these out would deploy something else than what is written. */
    private static void refuseWhatChangesMeaning(Section service) {
        service.take("extends").ifPresent(field -> field.problem("is not supported; use an anchor and <<"));
    }

    private List<String> networks(String serviceKey, Section service, Origins origins) {
        Optional<Field> field = service.take("networks");
        List<String> names = new ArrayList<>();
        field.ifPresent(present -> {
            origins.put("template.networks", present);
            if (present.isList()) {
                present.items().forEach(item -> item.text().ifPresent(key -> names.add(network(item, key))));
            } else {
                present.section().named().forEach((key, joined) -> {
                    names.add(network(joined, key));
                    joined(serviceKey, joined);
                });
            }
        });
        return names.isEmpty() ? List.of(networkName(Declarations.DEFAULT_NETWORK)) : names;
    }

    /** Services have the names of their own; one that others would ask for in vain must not be deployed. */
    private static void joined(String serviceKey, Field field) {
        if (field.node() instanceof YamlNode.Text text && text.isNull()) {
            return;
        }
        Section section = field.section();
        section.take("aliases")
                .ifPresent(aliases -> aliases.items()
                        .forEach(alias -> alias.text()
                                .filter(name -> !name.equals(serviceKey))
                                .ifPresent(name -> alias.problem(
                                        "alias " + name + " is not supported: services reach each other by"
                                                + " their own names, this one as " + serviceKey + " and tasks."
                                                + serviceKey))));
        section.finish(Ignored.OF_JOINED_NETWORK);
    }

    private String network(Field field, String key) {
        if (!declared.networks().containsKey(key)) {
            field.problem("network " + key + " is not declared; add it to the file's networks"
                    + Suggestion.of(key, declared.networks().keySet()));
        }
        return networkName(key);
    }

    private String networkName(String key) {
        StackNetwork network = declared.networks().get(key);
        return network == null ? Declarations.scoped(source, key) : network.name();
    }

    private static Extension extension(
            Section service, ContainerReader containers, PlacementSpec placement, Origins origins) {
        Optional<Field> field = service.take("x-berth");
        if (field.isEmpty()) {
            return new Extension("", placement, List.of());
        }
        Section section = field.get().section();
        String runtime = section.take("runtime")
                .flatMap(present -> present.choice(RUNTIMES))
                .orElse("");
        PlacementSpec.Strategy strategy = section.take("strategy")
                .flatMap(present -> present.choice(STRATEGIES))
                .orElse(placement.strategy());
        List<ContainerSpec> init = new ArrayList<>();
        for (Field item : section.take("init").map(Field::items).orElse(List.of())) {
            String at = "template.initContainers[" + init.size() + "]";
            origins.put(at, item);
            Section container = item.section();
            String name = container.take("name").flatMap(Field::text).orElse("init-" + (init.size() + 1));
            init.add(containers.read(container, at, name, Resources.NONE, Resources.NONE));
            container.finish(Ignored.OF_SERVICE);
        }
        section.finish();
        PlacementSpec placed = new PlacementSpec(
                placement.constraints(), placement.spread(), placement.maxPerNode(), placement.platforms(), strategy);
        return new Extension(runtime, placed, init);
    }

    private static Section nothing(Field field) {
        return new Section(field.path(), new YamlNode.Entries(field.line(), List.of()), field.notes());
    }

    /** What {@code x-berth} says. */
    private record Extension(String runtime, PlacementSpec placement, List<ContainerSpec> init) {}
}
