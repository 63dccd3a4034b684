package io.berth.node.wiring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.berth.domain.trust.TokenText;
import io.berth.link.identity.Enrolment;
import io.berth.link.identity.Identity;
import io.berth.link.identity.LinkTls;
import io.berth.link.identity.LiveIdentity;
import io.berth.link.proto.LinkGrpc;
import io.berth.link.proto.Wire;
import io.berth.node.config.MemberConfig;
import io.berth.node.config.RuntimeChoice;
import io.grpc.ManagedChannel;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.netty.NettyChannelBuilder;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What somebody gets who speaks the link's language and means harm: nothing that is not its own. */
class HostileAgentTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Enrolment.Newcomer NEWCOMER =
            new Enrolment.Newcomer("whatever", List.of("127.0.0.1"), Optional.empty());

    private final HttpClient http = HttpClient.newHttpClient();
    private final List<ManagedChannel> channels = new ArrayList<>();

    @TempDir
    private Path folder;

    @SuppressWarnings("NullAway.Init") // set before each test
    private Member member;

    @BeforeEach
    void start() {
        member = member("member");
    }

    @AfterEach
    void stop() {
        channels.forEach(ManagedChannel::shutdownNow);
        member.close();
    }

    @Test
    void withoutACertificateThereIsNothingButJoining() {
        ManagedChannel stranger = channel(LinkTls.client(identityOf(member("other"))), member.linkPort());
        ManagedChannel plain = channel(NettyChannelBuilder::usePlaintext, member.linkPort());

        assertThat(hello(stranger, "n1").status()).isEqualTo(Status.Code.UNAVAILABLE);
        assertThat(hello(plain, "n1").status()).isEqualTo(Status.Code.UNAVAILABLE);
    }

    @Test
    void aTokenMustBeKnownAndValidAndOfThisCluster() throws Exception {
        TokenText good = token("1h");
        TokenText brief = token("1ms");
        assertThatThrownBy(() -> enrol(new TokenText(good.pin(), good.id(), "x".repeat(25))))
                .isInstanceOf(Enrolment.Refused.class)
                .hasMessageContaining(good.id());
        assertThatThrownBy(() -> enrol(new TokenText("0".repeat(64), good.id(), good.secret())))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("another cluster");
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThatThrownBy(() -> enrol(brief)).isInstanceOf(Enrolment.Refused.class));

        send("DELETE", "tokens/" + good.id(), "");

        assertThatThrownBy(() -> enrol(good)).isInstanceOf(Enrolment.Refused.class);
    }

    @Test
    void anAgentIsTheNodeThatItsCertificateNamesAndNoOther() throws Exception {
        String victim = victim();
        Identity hostile = enrol(token("1h"));
        assertThat(hostile.holder().name()).isNotIn("whatever", victim);

        Heard asVictim = hello(channel(LinkTls.client(new LiveIdentity(hostile)), member.linkPort()), victim);

        assertThat(asVictim.first().getRefused().getCode()).isEqualTo(Wire.Refused.Code.CODE_TOKEN);
        assertThat(send("GET", "nodes/" + victim, "").path("status").asText()).isEqualTo("ready");
    }

    @Test
    void secretsGoToTheNodeThatRunsTheirTaskOnly() throws Exception {
        send("PUT", "secrets/key", "{\"text\": \"hunter2\"}");
        send(
                "PUT",
                "services/web",
                "{\"template\": {\"containers\": [{\"image\": \"x\", \"secrets\": [{\"name\": \"key\"}]}]}}");
        String task = await().atMost(PATIENCE)
                .until(() -> send("GET", "tasks", "").at("/items/0/id").asText(), id -> !id.isEmpty());
        String victim = victim();
        Identity hostile = enrol(token("1h"));
        String own = hostile.holder().name();
        ManagedChannel channel = channel(LinkTls.client(new LiveIdentity(hostile)), member.linkPort());
        Wire.Welcome welcome = hello(channel, own).first().getWelcome();
        await().atMost(PATIENCE)
                .until(() ->
                        send("GET", "nodes/" + own, "").path("status").asText().equals("ready"));

        assertThat(fetch(channel, own, welcome, task)).isEqualTo(Status.Code.FAILED_PRECONDITION);
        assertThat(fetch(channel, victim, welcome, task)).isEqualTo(Status.Code.PERMISSION_DENIED);
    }

    @Test
    void aRevokedCertificateEndsTheSessionAndOpensNoOther() throws Exception {
        Identity hostile = enrol(token("1h"));
        String own = hostile.holder().name();
        ManagedChannel channel = channel(LinkTls.client(new LiveIdentity(hostile)), member.linkPort());
        Heard session = hello(channel, own);
        assertThat(session.first().hasWelcome()).isTrue();

        send("POST", "revocations", "{\"name\": \"" + own + "\"}");

        assertThat(session.status()).isEqualTo(Status.Code.PERMISSION_DENIED);
        assertThat(hello(channel, own).status()).isEqualTo(Status.Code.PERMISSION_DENIED);
        assertThatThrownBy(() -> Enrolment.renew(channel)).isInstanceOf(Enrolment.Refused.class);
    }

    @Test
    void anAgentRenewsItsOwnNameOnly() throws Exception {
        Identity first = enrol(token("1h"));

        Identity second = Enrolment.renew(channel(LinkTls.client(new LiveIdentity(first)), member.linkPort()));

        assertThat(second.holder()).isEqualTo(first.holder());
        assertThat(second.certificate().getPublicKey())
                .isNotEqualTo(first.certificate().getPublicKey());
    }

    @Test
    void whoComesBackWithItsOldKeyIsTheSameNode() throws Exception {
        Identity first = enrol(token("1h"));

        Enrolment again = Enrolment.enrol(
                "127.0.0.1", member.linkPort(), token("1h"), new Enrolment.Newcomer("", List.of(), Optional.of(first)));

        assertThat(again.identity().holder()).isEqualTo(first.holder());
        assertThat(again.dataKey()).isEmpty();
        assertThat(again.authorityKey()).isEmpty();
    }

    /** The node of the member's own agent. */
    private String victim() {
        return await().atMost(PATIENCE)
                .until(() -> send("GET", "nodes", "").at("/items/0/id").asText(), id -> !id.isEmpty());
    }

    private Member member(String name) {
        return Member.start(new MemberConfig(
                folder.resolve(name), "127.0.0.1", 0, 0, RuntimeChoice.SIMULATED, name, MemberConfig.DEFAULT_SHARDS));
    }

    /** A good certificate of another cluster, which is stopped again. */
    private LiveIdentity identityOf(Member other) {
        try (other) {
            TokenText text = TokenText.parse(
                            send(other, "POST", "tokens", "{}").path("token").asText())
                    .orElseThrow();
            return new LiveIdentity(Enrolment.enrol("127.0.0.1", other.linkPort(), text, NEWCOMER)
                    .identity());
        } catch (IOException | InterruptedException e) {
            throw new AssertionError("the other cluster gave no certificate", e);
        }
    }

    private Identity enrol(TokenText token) throws IOException {
        return Enrolment.enrol("127.0.0.1", member.linkPort(), token, NEWCOMER).identity();
    }

    private TokenText token(String lifetime) throws IOException, InterruptedException {
        String text = send("POST", "tokens", "{\"lifetime\": \"" + lifetime + "\"}")
                .path("token")
                .asText();
        return TokenText.parse(text).orElseThrow();
    }

    private ManagedChannel channel(UnaryOperator<NettyChannelBuilder> security, int port) {
        ManagedChannel channel = security.apply(NettyChannelBuilder.forAddress("127.0.0.1", port))
                .build();
        channels.add(channel);
        return channel;
    }

    private static Heard hello(ManagedChannel channel, String node) {
        Heard heard = new Heard();
        LinkGrpc.newStub(channel)
                .session(heard)
                .onNext(Wire.FromAgent.newBuilder()
                        .setHello(Wire.Hello.newBuilder()
                                .setNodeId(node)
                                .setInfo(Wire.NodeInfo.newBuilder().setHostname("evil")))
                        .build());
        return heard;
    }

    private static Status.Code fetch(ManagedChannel channel, String node, Wire.Welcome welcome, String task) {
        try {
            var _ = LinkGrpc.newBlockingStub(channel)
                    .withDeadlineAfter(30, TimeUnit.SECONDS)
                    .fetchFiles(Wire.FetchFilesRequest.newBuilder()
                            .setNodeId(node)
                            .setSession(welcome.getSession())
                            .setKey(welcome.getKey())
                            .setTask(task)
                            .build());
            return Status.Code.OK;
        } catch (StatusRuntimeException e) {
            return e.getStatus().getCode();
        }
    }

    /** What a member says in a session. */
    private static final class Heard implements StreamObserver<Wire.ToAgent> {
        private final BlockingQueue<Wire.ToAgent> messages = new LinkedBlockingQueue<>();
        private final BlockingQueue<Status> ends = new LinkedBlockingQueue<>();

        Wire.ToAgent first() throws InterruptedException {
            return Optional.ofNullable(messages.poll(PATIENCE.toSeconds(), TimeUnit.SECONDS))
                    .orElseThrow(() -> new AssertionError("nothing was heard; ends: " + ends));
        }

        Status.Code status() {
            return await().atMost(PATIENCE)
                    .until(ends::peek, status -> status != null)
                    .getCode();
        }

        @Override
        public void onNext(Wire.ToAgent message) {
            messages.add(message);
        }

        @Override
        public void onError(Throwable error) {
            ends.add(Status.fromThrowable(error));
        }

        @Override
        public void onCompleted() {
            ends.add(Status.OK);
        }
    }

    private JsonNode send(String method, String path, String body) throws IOException, InterruptedException {
        return send(member, method, path, body);
    }

    private JsonNode send(Member to, String method, String path, String body) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(to.address().resolve("/berth/v1/" + path))
                .header("Content-Type", "application/json")
                .method(method, HttpRequest.BodyPublishers.ofString(body))
                .build();
        HttpResponse<String> answer = http.send(request, BodyHandlers.ofString());
        assertThat(answer.statusCode())
                .as("%s %s: %s", method, path, answer.body())
                .isBetween(200, 299);
        return answer.body().isEmpty() ? JSON.createObjectNode() : JSON.readTree(answer.body());
    }
}
