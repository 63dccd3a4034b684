package io.berth.agent.process;

import io.berth.agent.runtime.ContainerPlan;
import io.berth.domain.task.HostPort;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The environment of a process: a little of the agent's own, its ports and files, then what its template says. */
final class ProcessEnvironment {
    /** What programs cannot do without; anything else of the agent's environment may be a secret. */
    private static final List<String> INHERITED =
            List.of("PATH", "HOME", "USER", "LOGNAME", "SHELL", "LANG", "LC_ALL", "TZ", "TMPDIR", "JAVA_HOME");

    private ProcessEnvironment() {}

    static Map<String, String> of(ContainerPlan plan, List<HostPort> ports, Map<String, String> ownEnvironment) {
        Map<String, String> env = new LinkedHashMap<>();
        for (String name : INHERITED) {
            if (ownEnvironment.containsKey(name)) {
                env.put(name, ownEnvironment.getOrDefault(name, ""));
            }
        }
        env.put("BERTH_TASK_ID", plan.assignment().task().value());
        env.put("BERTH_TASK_NAME", plan.assignment().taskName());
        if (!plan.container().hostname().isEmpty()) {
            env.put("HOSTNAME", plan.container().hostname());
        }
        if (!ports.isEmpty()) {
            env.put("PORT", Integer.toString(ports.getFirst().published()));
        }
        ports.forEach(port -> env.put("PORT_" + port.target(), Integer.toString(port.published())));
        plan.files().ifPresent(files -> {
            env.put("BERTH_SECRETS_DIR", files.secretsDir().toString());
            env.put("BERTH_CONFIGS_DIR", files.configsDir().toString());
        });
        env.putAll(plan.container().env());
        return env;
    }
}
