package io.berth.domain.placement;

/**
 * Why a node was refused for a task.
 *
 * @param filter which filter refused; the first one that does, in the order of the constants
 * @param text with the values, such as {@code needs 512 MiB memory, 380 MiB free}
 */
public record Veto(Filter filter, String text) {
    /** The filters, in the order in which they are asked. */
    public enum Filter {
        AVAILABILITY("not available for new tasks"),
        RUNTIME("lack the runtime"),
        RESOURCES("insufficient resources"),
        CONSTRAINT("scheduling constraints not satisfied"),
        PLATFORM("unsupported platform"),
        PORT("host-mode port already in use"),
        MAX_PER_NODE("max replicas per node limit exceeded"),
        EXCLUDED("refused the task just now");

        private final String phrase;

        Filter(String phrase) {
            this.phrase = phrase;
        }

        public String phrase() {
            return phrase;
        }
    }
}
