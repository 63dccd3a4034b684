package io.berth.http.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.berth.domain.spec.Mode;
import io.berth.domain.spec.PortSpec;
import io.berth.domain.spec.RestartPolicy;
import io.berth.domain.spec.RolloutPolicy;
import io.berth.domain.spec.Sandbox;
import io.berth.domain.spec.ServiceId;
import io.berth.domain.spec.ServiceSpec;
import io.berth.domain.spec.SpecRules;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SpecReaderTest {
    private static final References KNOWN = new References(
            List.of(new References.Item("net1", "front", 0, false), new References.Item("net2", "bridge", 0, true)),
            List.of(new References.Item("sec1", "pass", 3, false)),
            List.of(new References.Item("con1", "conf", 2, false)));

    private static ServiceSpec read(String json) {
        return SpecReader.read(GoJson.read(json), "web", KNOWN);
    }

    /** A spec whose container has these fields beside its image. */
    private static ServiceSpec withContainer(String fields) {
        return read("{\"TaskTemplate\":{\"ContainerSpec\":{\"Image\":\"busybox:1\"%s}}}".formatted(fields));
    }

    @Test
    void aSpecOfNothingButAnImageHasSwarmsDefaults() {
        ServiceSpec spec = withContainer("");

        assertThat(spec.mode()).isEqualTo(new Mode.Replicated(1));
        assertThat(spec.update()).isEqualTo(RolloutPolicy.DEFAULT);
        assertThat(spec.template().restart()).isEqualTo(RestartPolicy.DEFAULT);
        assertThat(spec.template().containers().getFirst().stopGrace()).isEqualTo(Duration.ofSeconds(10));
        assertThat(spec.endpoint()).isEqualTo(ServiceSpec.Endpoint.VIP);
    }

    @Test
    void allModesAreRead() {
        String template = "\"TaskTemplate\":{\"ContainerSpec\":{\"Image\":\"a\"}}";

        assertThat(read("{%s,\"Mode\":{\"Replicated\":{\"Replicas\":3}}}".formatted(template))
                        .mode())
                .isEqualTo(new Mode.Replicated(3));
        assertThat(read("{%s,\"Mode\":{\"Global\":{}}}".formatted(template)).mode())
                .isEqualTo(new Mode.Global());
        assertThat(read("{%s,\"Mode\":{\"GlobalJob\":{}}}".formatted(template)).mode())
                .isEqualTo(new Mode.GlobalJob());
        assertThat(read("{%s,\"Mode\":{\"ReplicatedJob\":{\"MaxConcurrent\":2}}}".formatted(template))
                        .mode())
                .isEqualTo(new Mode.ReplicatedJob(2, 2));
    }

    @Test
    void whatAContainerGetsOfItsNodeIsRead() {
        var container = withContainer("""
            ,"Env":["A=1","B=x=y","GONE"],"Hosts":["1.2.3.4 db"],"DNSConfig":{"Nameservers":["1.1.1.1"]},
            "Init":true,"TTY":true,"ReadOnly":true,"Groups":["audio"],"CapabilityAdd":["CAP_NET_ADMIN"],
            "Ulimits":[{"Name":"nofile","Soft":1024,"Hard":2048}],"Sysctls":{"net.core.somaxconn":"512"},
            "Privileges":{"NoNewPrivileges":true,"SELinuxContext":{"Type":"t1"},"Seccomp":{"Mode":"unconfined"}}\
            """).template().containers().getFirst();

        assertThat(container.env()).isEqualTo(Map.of("A", "1", "B", "x=y"));
        assertThat(container.lookup().hosts()).containsExactly("1.2.3.4 db");
        assertThat(container.lookup().nameservers()).containsExactly("1.1.1.1");
        assertThat(container.sandbox())
                .isEqualTo(new Sandbox(
                        List.of("audio"),
                        true,
                        true,
                        true,
                        false,
                        List.of("CAP_NET_ADMIN"),
                        List.of(),
                        List.of("no-new-privileges", "label=type:t1", "seccomp=unconfined"),
                        Map.of("net.core.somaxconn", "512"),
                        List.of(new Sandbox.Ulimit("nofile", 1024, 2048)),
                        0,
                        0));
    }

    @Test
    void secretsAndConfigsAreFoundByIdAndTakenAtTheirNewestVersion() {
        var container = withContainer("""
            ,"Secrets":[{"SecretID":"sec1","SecretName":"pass","File":{"Name":"other","UID":"1","GID":"2","Mode":256}}],
            "Configs":[{"ConfigID":"con1","ConfigName":"conf","File":{"Name":"/etc/c","UID":"0","GID":"0","Mode":292}}]\
            """).template().containers().getFirst();

        assertThat(container.secrets().getFirst().toString()).contains("pass", "version=3", "target=other", "mode=256");
        assertThat(container.configs().getFirst().toString()).contains("conf", "version=2", "target=/etc/c");
    }

    @Test
    void networksAreKnownByIdAndByNameAndThoseOfEveryNodeAreLeftOut() {
        ServiceSpec spec = read("""
            {"TaskTemplate":{"ContainerSpec":{"Image":"a"},
             "Networks":[{"Target":"front","Aliases":["www"]},{"Target":"net2"}]}}\
            """);

        assertThat(spec.template().networks()).containsExactly("front");
        assertThat(spec.template().aliases()).isEqualTo(Map.of("front", List.of("www")));
        assertThat(spec.form().orElseThrow().text())
                .contains("\"Target\":\"net1\"")
                .doesNotContain("\"front\"");
    }

    @Test
    void portsHaveTheirDefaults() {
        ServiceSpec spec = read("""
            {"TaskTemplate":{"ContainerSpec":{"Image":"a"}},"EndpointSpec":{"Ports":[{"TargetPort":80}]}}\
            """);

        assertThat(spec.ports()).containsExactly(new PortSpec("", "tcp", 80, 0, PortSpec.PublishMode.INGRESS));
    }

    @Test
    void theContainerOfAStacksServiceIsCalledAsInItsFile() {
        assertThat(SpecReader.containerName("shop_web", "shop")).isEqualTo("web");
        assertThat(SpecReader.containerName("web", "")).isEqualTo("web");
        assertThat(SpecReader.containerName("other_web", "shop")).isEqualTo("other_web");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\0', textBlock = """
        {} | 400 | mismatched Runtime and *Spec fields
        {"TaskTemplate":{"Runtime":"plugin"}} | 501 | Berth runs no plugins as services: install them in the Docker Engine of each node
        {"TaskTemplate":{"ContainerSpec":{"Image":"a"}},"Mode":{"Replicated":{"Replicas":-1}}} | 400 | json: cannot unmarshal number -1 into Go struct field ServiceSpec.Mode.Replicated.Replicas of type uint64
        {"TaskTemplate":{"ContainerSpec":{"Image":7}}} | 400 | json: cannot unmarshal number 7 into Go struct field ServiceSpec.TaskTemplate.ContainerSpec.Image of type string
        {"TaskTemplate":{"ContainerSpec":{"Image":"a"},"Placement":{"Constraints":["a b"]}}} | 500 | rpc error: code = Unknown desc = constraint expected one operator from ==, !=
        {"TaskTemplate":{"ContainerSpec":{"Image":"a"},"Networks":[{"Target":"nope"}]}} | 404 | network nope not found
        {"TaskTemplate":{"ContainerSpec":{"Image":"a","Secrets":[{"SecretID":"zz","SecretName":"zz"}]}}} | 400 | rpc error: code = InvalidArgument desc = secret not found: zz
        {"TaskTemplate":{"ContainerSpec":{"Image":"a","Configs":[{"ConfigID":"x","ConfigName":"x"},{"ConfigID":"y","ConfigName":"y"}]}}} | 400 | rpc error: code = InvalidArgument desc = configs not found: x, y
        {"TaskTemplate":{"ContainerSpec":{"Image":"a"},"RestartPolicy":{"Condition":"bogus"}}} | 400 | invalid RestartCondition: "bogus"
        {"TaskTemplate":{"ContainerSpec":{"Image":"a"}},"UpdateConfig":{"FailureAction":"bogus"}} | 400 | unrecognized update failure action bogus
        {"TaskTemplate":{"ContainerSpec":{"Image":"a"}},"UpdateConfig":{"Order":"foo"}} | 400 | unrecognized update order foo
        {"TaskTemplate":{"ContainerSpec":{"Image":"a"}},"Mode":{"GlobalJob":{}},"UpdateConfig":{}} | 400 | rpc error: code = InvalidArgument desc = Jobs may not have an update config
        """)
    void whatCannotBeReadIsRefusedInSwarmsWords(String body, int status, String message) {
        assertThatThrownBy(() -> read(body))
                .isInstanceOfSatisfying(
                        DockerError.class, error -> assertThat(error.status()).isEqualTo(status))
                .hasMessage(message);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\0', textBlock = """
        {"TaskTemplate":{"ContainerSpec":{}}} | ContainerSpec: image reference must be provided
        {"TaskTemplate":{"ContainerSpec":{"Image":"BAD IMAGE"}}} | ContainerSpec: "BAD IMAGE" is not a valid repository/tag
        {"TaskTemplate":{"ContainerSpec":{"Image":"a"},"Resources":{"Limits":{"MemoryBytes":1048576}}}} | invalid memory value 1048576: Must be at least 4MiB
        {"TaskTemplate":{"ContainerSpec":{"Image":"a"},"Resources":{"Limits":{"NanoCPUs":100}}}} | invalid cpu value 1e-07: Must be at least 0.001
        {"TaskTemplate":{"ContainerSpec":{"Image":"a"},"Resources":{"Limits":{"NanoCPUs":100000}}}} | invalid cpu value 0.0001: Must be at least 0.001
        {"TaskTemplate":{"ContainerSpec":{"Image":"a","Mounts":[{"Type":"tmpfs","Target":"/a"},{"Type":"tmpfs","Target":"/a"}]}}} | ContainerSpec: duplicate mount point: /a
        {"TaskTemplate":{"ContainerSpec":{"Image":"a"},"RestartPolicy":{"Delay":-5000000000}}} | TaskSpec: restart-delay cannot be negative
        {"TaskTemplate":{"ContainerSpec":{"Image":"a"}},"UpdateConfig":{"MaxFailureRatio":2}} | TaskSpec: update-maxfailureratio cannot be less than 0 or bigger than 1
        {"TaskTemplate":{"ContainerSpec":{"Image":"a"}},"EndpointSpec":{"Ports":[{"TargetPort":80,"PublishedPort":90},{"TargetPort":81,"PublishedPort":90}]}} | EndpointSpec: duplicate published ports provided
        {"TaskTemplate":{"ContainerSpec":{"Image":"a"}},"EndpointSpec":{"Mode":"dnsrr","Ports":[{"TargetPort":80}]}} | EndpointSpec: port published with ingress mode can't be used with dnsrr mode
        {"TaskTemplate":{"ContainerSpec":{"Image":"a","Env":["X={{.Foo.Bar}}"]}}} | expanding env failed: expanding env "X={{.Foo.Bar}}": template: expansion:1:6: executing "expansion" at <.Foo.Bar>: can't evaluate field Foo in type *template.Context
        """)
    void rulesOfTheDomainAreToldInSwarmsWords(String body, String description) {
        ServiceSpec spec = read(body);

        DockerError error =
                Wording.of(SpecRules.check(ServiceId.of("web"), spec).getFirst(), spec);

        assertThat(error).hasMessage("rpc error: code = InvalidArgument desc = " + description);
        assertThat(error.status()).isEqualTo(400);
    }
}
