package io.berth.http.stack;

import java.util.List;

/**
 * What a deploy has done, or would do.
 *
 * @param name of the stack
 * @param dryRun whether nothing was written
 * @param secrets in the order in which they were put
 * @param configs after the secrets
 * @param services after these
 * @param warnings keys of the file that have no effect here
 */
public record DeployAnswer(
        String name,
        String namespace,
        boolean dryRun,
        List<ItemChange> secrets,
        List<ItemChange> configs,
        List<ServiceChange> services,
        List<String> warnings) {
    /**
     * One secret or config.
     *
     * @param action {@code created}, {@code updated}, {@code unchanged}, {@code removed}, {@code kept} (something
     *     outside the stack uses it), {@code refused}, {@code unknown} or {@code not-tried}
     * @param version the newest one then
     */
    public record ItemChange(String name, String action, long version) {}

    /**
     * One service.
     *
     * @param action as of an item, or {@code removed}
     * @param revision after that; 0 if it is not there
     */
    public record ServiceChange(String name, String action, long revision) {}
}
