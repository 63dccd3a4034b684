package io.berth.domain.service;

import static io.berth.domain.service.ServiceStory.UID;
import static io.berth.domain.service.ServiceStory.web;
import static org.assertj.core.api.Assertions.assertThat;

import io.berth.domain.command.ClaimCommand;
import io.berth.domain.command.ServiceCommand;
import io.berth.domain.command.ServiceCommand.Put;
import io.berth.domain.command.ServiceCommand.Remove;
import io.berth.domain.entity.EntityRef;
import io.berth.domain.entity.Instruction;
import io.berth.domain.entity.Rejection.Code;
import io.berth.domain.spec.PortSpec;
import io.berth.domain.spec.PortSpec.PublishMode;
import io.berth.domain.spec.ServiceId;
import io.berth.domain.spec.ServiceSpec;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** Words that come when the service has gone on: answers of claims, and puts of a service that is gone. */
class LateWordsTest {
    private final ServiceStory story = new ServiceStory();

    private static ServiceSpec published(ServiceSpec spec) {
        PortSpec http = new PortSpec("", "tcp", 80, 8080, PublishMode.INGRESS);
        return new ServiceSpec(
                spec.labels(), spec.mode(), spec.template(), spec.update(), spec.rollback(), List.of(http));
    }

    /** The release of the revision in between is on its way, and its answer too. */
    @Test
    void aPortThatIsWantedAgainIsConfirmedAnew() {
        EntityRef claim = new EntityRef(EntityRef.Kind.CLAIM, "port/tcp/8080");
        story.put(published(web(0, "web:1")));
        story.given.when(new ServiceCommand.ClaimConfirmed("port/tcp/8080", 1));
        ServiceId web = story.given.state().id();
        story.put(web(0, "web:1"));
        assertThat(story.given.instructions())
                .containsExactly(new Instruction.Tell(claim, new ClaimCommand.Release(web, UID, 2)));

        story.put(published(web(0, "web:1")));
        assertThat(story.given.instructions())
                .containsExactly(new Instruction.Tell(claim, new ClaimCommand.Confirm(web, UID, 3)));
        story.given.when(new ServiceCommand.ClaimReleased("port/tcp/8080", 2)).thenNothing();
        story.given.when(new ServiceCommand.ClaimConfirmed("port/tcp/8080", 1)).thenNothing();
        story.given.when(new ServiceCommand.ClaimConfirmed("port/tcp/8080", 3));
        assertThat(story.given.state().claims()).containsEntry("port/tcp/8080", true);
    }

    /** The put had found the service, and comes when the service is gone: its uid, and so its task ids, are used up. */
    @Test
    void aServiceThatWasRemovedDoesNotComeBackUnderTheSameUid() {
        story.put(web(1, "web:1"));
        story.given.when(new Remove());
        story.agentsObey();
        assertThat(story.given.state().exists()).isFalse();
        story.given.thenRefused(
                new Put(UID, web(1, "web:2"), OptionalLong.empty()),
                Code.CONFLICT,
                "cannot put service web: it was removed while the request was on its way; send it again");
        story.given.when(new Put("u2", web(1, "web:2"), OptionalLong.empty()));
        assertThat(story.given.state().uid()).isEqualTo("u2");
    }
}
