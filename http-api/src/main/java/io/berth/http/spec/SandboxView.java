package io.berth.http.spec;

import io.berth.domain.spec.Sandbox;
import java.util.List;
import java.util.Map;

/** What a container gets of its node's kernel; see {@link Sandbox} for what the components mean. */
public record SandboxView(
        List<String> groups,
        boolean readOnlyRoot,
        boolean init,
        boolean tty,
        boolean stdin,
        List<String> capabilityAdd,
        List<String> capabilityDrop,
        List<String> securityOptions,
        Map<String, String> sysctls,
        List<Sandbox.Ulimit> ulimits,
        long pidsLimit,
        int oomScoreAdj) {
    static SandboxView of(Sandbox sandbox) {
        return new SandboxView(
                sandbox.groups(),
                sandbox.readOnlyRoot(),
                sandbox.init(),
                sandbox.tty(),
                sandbox.stdin(),
                sandbox.capabilityAdd(),
                sandbox.capabilityDrop(),
                sandbox.securityOptions(),
                sandbox.sysctls(),
                sandbox.ulimits(),
                sandbox.pidsLimit(),
                sandbox.oomScoreAdj());
    }

    Sandbox toSandbox() {
        return new Sandbox(
                groups,
                readOnlyRoot,
                init,
                tty,
                stdin,
                capabilityAdd,
                capabilityDrop,
                securityOptions,
                sysctls,
                ulimits,
                pidsLimit,
                oomScoreAdj);
    }
}
