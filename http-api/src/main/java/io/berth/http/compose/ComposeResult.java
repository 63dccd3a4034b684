package io.berth.http.compose;

import java.util.List;

/**
 * What a compose file says. Nothing of it may be used if there are problems.
 *
 * @param services in the file's order
 * @param secrets top-level secrets
 * @param configs top-level configs
 * @param networks top-level networks, and the stack's default network if a service joins it
 * @param volumes top-level volumes
 * @param warnings keys that are understood but have no effect here, and what to use instead; by line
 * @param problems reasons to refuse the file; by line
 */
public record ComposeResult(
        List<StackPart> services,
        List<StackFile> secrets,
        List<StackFile> configs,
        List<StackNetwork> networks,
        List<StackVolume> volumes,
        List<Note> warnings,
        List<Note> problems) {
    public ComposeResult {
        services = List.copyOf(services);
        secrets = List.copyOf(secrets);
        configs = List.copyOf(configs);
        networks = List.copyOf(networks);
        volumes = List.copyOf(volumes);
        warnings = List.copyOf(warnings);
        problems = List.copyOf(problems);
    }

    /** A result of nothing but problems. */
    static ComposeResult refused(List<Note> warnings, List<Note> problems) {
        return new ComposeResult(List.of(), List.of(), List.of(), List.of(), List.of(), warnings, problems);
    }

    public boolean isAccepted() {
        return problems.isEmpty();
    }
}
