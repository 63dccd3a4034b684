package io.berth.http.spec;

import io.berth.domain.resource.Resources;
import io.berth.domain.spec.ContainerSpec;
import io.berth.domain.spec.LogDriver;
import io.berth.domain.spec.Mount;
import io.berth.domain.spec.NameLookup;
import io.berth.domain.spec.Sandbox;
import io.berth.http.json.DurationText;
import io.berth.http.json.Fields;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One container of a task; see {@link ContainerSpec} for what the components mean. */
public record ContainerView(
        String name,
        String image,
        List<String> command,
        List<String> args,
        Map<String, String> env,
        String workdir,
        String user,
        String hostname,
        Map<String, String> labels,
        List<MountView> mounts,
        Optional<ResourcesView> reserved,
        Optional<ResourcesView> limit,
        String stopSignal,
        Optional<String> stopGrace,
        Optional<HealthCheckView> health,
        List<FileView> secrets,
        List<FileView> configs,
        Optional<SandboxView> sandbox,
        Optional<NameLookup> lookup,
        Optional<LogDriver> logDriver) {
    /**
     * Something mounted into a container.
     *
     * @param type {@code volume}, {@code bind}, {@code tmpfs} or {@code shared}
     */
    public record MountView(
            Optional<String> type,
            String source,
            String target,
            boolean readOnly,
            long sizeBytes,
            Map<String, String> labels,
            Optional<MountDetailsView> details) {}

    /** What few mounts need; see {@link Mount.Details}. */
    public record MountDetailsView(
            String propagation, boolean isUnfilled, String driver, Map<String, String> driverOptions, int mode) {}

    static ContainerView of(ContainerSpec container) {
        return new ContainerView(
                container.name(),
                container.image(),
                container.command(),
                container.args(),
                container.env(),
                container.workdir(),
                container.user(),
                container.hostname(),
                container.labels(),
                container.mounts().stream().map(ContainerView::mount).toList(),
                Optional.of(ResourcesView.of(container.reserved())),
                Optional.of(ResourcesView.of(container.limit())),
                container.stopSignal(),
                Optional.of(DurationText.of(container.stopGrace())),
                container.health().map(HealthCheckView::of),
                container.secrets().stream().map(FileView::of).toList(),
                container.configs().stream().map(FileView::of).toList(),
                Optional.of(container.sandbox())
                        .filter(sandbox -> !sandbox.equals(Sandbox.USUAL))
                        .map(SandboxView::of),
                Optional.of(container.lookup()).filter(lookup -> !lookup.equals(NameLookup.USUAL)),
                container.logDriver());
    }

    ContainerSpec toContainer(Fields fields, String at) {
        List<Mount> read = new ArrayList<>();
        for (int i = 0; i < mounts.size(); i++) {
            read.add(mount(mounts.get(i), fields, at + ".mounts[" + i + "]"));
        }
        return new ContainerSpec(
                name.isEmpty() ? "main" : name,
                image,
                command,
                args,
                env,
                workdir,
                user,
                hostname,
                labels,
                read,
                reserved.map(ResourcesView::toResources).orElse(Resources.NONE),
                limit.map(ResourcesView::toResources).orElse(Resources.NONE),
                stopSignal,
                fields.duration(at + ".stopGrace", stopGrace, ContainerSpec.DEFAULT_STOP_GRACE),
                health.map(view -> view.toHealthCheck(fields, at + ".health")),
                FileView.toRefs(secrets, fields, at + ".secrets"),
                FileView.toRefs(configs, fields, at + ".configs"),
                sandbox.map(SandboxView::toSandbox).orElse(Sandbox.USUAL),
                lookup.orElse(NameLookup.USUAL),
                logDriver);
    }

    private static MountView mount(Mount mount) {
        return new MountView(
                Optional.of(mount.type().name().toLowerCase(java.util.Locale.ROOT)),
                mount.source(),
                mount.target(),
                mount.readOnly(),
                mount.sizeBytes(),
                mount.labels(),
                Optional.of(mount.details())
                        .filter(details -> !details.equals(Mount.Details.NONE))
                        .map(ContainerView::details));
    }

    private static Mount mount(MountView view, Fields fields, String at) {
        return new Mount(
                fields.word(at + ".type", view.type(), Mount.Type.class, Mount.Type.VOLUME),
                view.source(),
                view.target(),
                view.readOnly(),
                view.sizeBytes(),
                view.labels(),
                view.details().map(ContainerView::details).orElse(Mount.Details.NONE));
    }

    private static MountDetailsView details(Mount.Details details) {
        return new MountDetailsView(
                details.propagation(), details.isUnfilled(), details.driver(), details.driverOptions(), details.mode());
    }

    private static Mount.Details details(MountDetailsView view) {
        return new Mount.Details(
                view.propagation(), view.isUnfilled(), view.driver(), view.driverOptions(), view.mode());
    }
}
