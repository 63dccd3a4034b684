package io.berth.http.vault;

import io.berth.domain.command.VaultCommand;
import io.berth.domain.entity.EntityRef;
import io.berth.domain.entity.EntityRef.Kind;
import io.berth.domain.service.ServiceState;
import io.berth.domain.vault.VaultState;
import io.berth.http.ControlPlane;
import io.berth.http.problem.ProblemCode;
import io.berth.http.problem.Refusal;
import io.berth.http.route.Answers;
import io.berth.http.route.Call;
import io.berth.http.route.Commands;
import io.berth.http.route.Endpoint;
import io.berth.http.route.ItemList;
import io.berth.http.route.Names;
import io.berth.http.service.Preconditions;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.apache.pekko.http.javadsl.model.HttpResponse;

/**
 * {@code /secrets} or {@code /configs}.
 *
 * @param kind which of the two
 * @param commands asks entities
 * @param uids makes an id for each new item
 */
public record VaultRoutes(Kind kind, Commands commands, Supplier<String> uids) {
    public List<Endpoint> endpoints() {
        String all = "/" + kind.word() + "s";
        String one = all + "/{name}";
        return List.of(
                Endpoint.get(all, "All " + kind.word() + "s, without values", VaultView.class, this::list)
                        .query("namespace"),
                Endpoint.get(one, "One " + kind.word(), VaultView.class, this::get)
                        .query("namespace"),
                Endpoint.put(one, "Store a value; a new version if it differs", VaultView.class, this::put)
                        .query("namespace")
                        .body(VaultBody.class),
                Endpoint.delete(one, "Remove a " + kind.word() + " that no service uses", VaultView.class, this::remove)
                        .query("namespace"));
    }

    private CompletionStage<HttpResponse> list(Call call) {
        return commands.list(kind, VaultState.class).thenApply(all -> {
            List<VaultView> items = all.states().stream()
                    .map(VaultView::of)
                    .filter(view ->
                            call.query("namespace").orElse(view.namespace()).equals(view.namespace()))
                    .toList();
            return Answers.ok(new ItemList<>(items, all.position(), all.missing()));
        });
    }

    private CompletionStage<HttpResponse> get(Call call) {
        return commands.get(Names.vault(kind, call), VaultState.class).thenApply(found -> {
            VaultView view = VaultView.of(found.state());
            return Answers.ok(kind == Kind.CONFIG ? withValue(view, found.state()) : view);
        });
    }

    private VaultView withValue(VaultView view, VaultState state) {
        ControlPlane control = commands.control();
        byte[] bytes = control.open(Objects.requireNonNull(state.versions().get(state.newest())));
        return view.withValue(Base64.getEncoder().encodeToString(bytes), text(bytes));
    }

    private static Optional<String> text(byte[] bytes) {
        try {
            return Optional.of(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString());
        } catch (CharacterCodingException e) {
            return Optional.empty();
        }
    }

    private CompletionStage<HttpResponse> put(Call call) {
        EntityRef item = Names.vault(kind, call);
        VaultBody body = call.json(VaultBody.class);
        byte[] value = body.sound(item.toString(), call.path("name"));
        var command = new VaultCommand.Put(
                uids.get(), commands.control().seal(value), body.labels(), Preconditions.mustBeNew(call));
        return commands.run(item, command, call, VaultState.class)
                .thenApply(found -> Answers.ok(VaultView.of(found.state())));
    }

    private CompletionStage<HttpResponse> remove(Call call) {
        EntityRef item = Names.vault(kind, call);
        return commands.list(Kind.SERVICE, ServiceState.class)
                .thenCompose(all -> {
                    List<String> users = users(item, all.states());
                    if (!users.isEmpty()) {
                        throw Refusal.of(
                                ProblemCode.CONFLICT,
                                "cannot remove %s: used by %s; remove them, or take it out of their specs, first"
                                        .formatted(item, String.join(", ", users)),
                                Map.of("services", users));
                    }
                    return commands.run(item, new VaultCommand.Remove(), call, VaultState.class);
                })
                .thenApply(_ -> HttpResponse.create().withStatus(204));
    }

    /** The services whose specs, or whose kept previous specs, refer to an item. */
    public static List<String> users(EntityRef item, List<ServiceState> services) {
        return services.stream()
                .filter(service -> service.specs().values().stream()
                        .anyMatch(spec -> FileVersions.refs(service.id().namespace(), spec)
                                .contains(item)))
                .map(service -> service.id().toString())
                .toList();
    }
}
