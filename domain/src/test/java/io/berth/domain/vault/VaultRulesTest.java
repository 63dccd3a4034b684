package io.berth.domain.vault;

import static org.assertj.core.api.Assertions.assertThat;

import io.berth.domain.command.VaultCommand;
import io.berth.domain.command.VaultCommand.Put;
import io.berth.domain.command.VaultCommand.Remove;
import io.berth.domain.entity.Rejection.Code;
import io.berth.domain.rules.Given;
import io.berth.domain.seal.SealedValue;
import io.berth.domain.vault.VaultEvent.ItemCreated;
import io.berth.domain.vault.VaultEvent.ItemRemoved;
import io.berth.domain.vault.VaultEvent.LabelsChanged;
import io.berth.domain.vault.VaultEvent.ValueStored;
import java.time.Duration;
import java.util.Map;
import java.util.OptionalLong;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class VaultRulesTest {
    private final Given<VaultState, VaultCommand, VaultEvent> given = new Given<>(new VaultRules(), "default/password");

    private static SealedValue value(String plain) {
        return new SealedValue("key-1", "ciphertext of " + plain, "digest of " + plain, plain.length());
    }

    private static Put put(String plain) {
        return new Put("u1", value(plain), Map.of(), false);
    }

    @Test
    void aNewItemHasVersionOne() {
        given.when(put("one"));
        assertThat(given.events()).containsExactly(new ItemCreated("u1"), new ValueStored(1, value("one")));
        assertThat(given.state().newest()).isEqualTo(1);
    }

    @Test
    void anotherValueIsAnotherVersionAndTheOldOneIsKept() {
        given.when(put("one")).after(Duration.ofMinutes(1)).when(put("two"));
        assertThat(given.events()).containsExactly(new ValueStored(2, value("two")));
        assertThat(given.state().versions()).containsOnlyKeys(1L, 2L).containsEntry(1L, value("one"));
        assertThat(given.state().createdAt()).isEqualTo(Given.START);
        assertThat(given.state().updatedAt()).isEqualTo(given.now());
    }

    @Test
    void theSameValueSealedAgainIsNoNewVersion() {
        given.when(put("one"));
        SealedValue again = new SealedValue("key-2", "another ciphertext", "digest of one", 3);
        given.when(new Put("u2", again, Map.of(), false)).thenNothing();
        assertThat(given.state().uid()).isEqualTo("u1");
    }

    @Test
    void anOlderValuePutAgainIsANewVersion() {
        given.when(put("one")).when(put("two")).when(put("one"));
        assertThat(given.state().newest()).isEqualTo(3);
        assertThat(given.state().versions()).containsEntry(3L, value("one"));
    }

    @Test
    void tenVersionsAreKept() {
        LongStream.rangeClosed(1, 12).forEach(version -> given.when(put("value " + version)));
        assertThat(given.state().versions().keySet())
                .containsExactlyElementsOf(LongStream.rangeClosed(3, 12).boxed().toList());
    }

    @Test
    void labelsChangeWithoutANewVersion() {
        given.when(put("one")).when(new Put("u1", value("one"), Map.of("team", "shop"), false));
        assertThat(given.events()).containsExactly(new LabelsChanged(Map.of("team", "shop")));
        assertThat(given.state().newest()).isEqualTo(1);
    }

    @Test
    void whoSaysWhichRevisionItSawChangesThatOneOnly() {
        given.when(put("one"));
        long seen = given.state().revision();
        given.when(new Put("u1", value("two"), Map.of(), false, OptionalLong.of(seen)));
        assertThat(given.events()).containsExactly(new ValueStored(2, value("two")));
        assertThat(given.state().revision()).isGreaterThan(seen);
        given.thenRefused(
                new Put("u1", value("three"), Map.of(), false, OptionalLong.of(seen)),
                Code.STALE,
                "cannot change default/password: it is at revision 2, the change was made for revision 1;"
                        + " read it again and repeat the change");
    }

    @Test
    void whatMustBeNewIsRefusedIfItIsThere() {
        given.when(new Put("u1", value("one"), Map.of(), true));
        given.thenRefused(
                new Put("u2", value("one"), Map.of(), true),
                Code.CONFLICT,
                "cannot create default/password: it exists; put a new version of it instead");
    }

    @Test
    void aRemovedItemIsGoneAndItsNameFree() {
        given.when(put("one")).when(put("two")).when(new Remove());
        assertThat(given.events()).containsExactly(new ItemRemoved());
        assertThat(given.state().exists()).isFalse();
        assertThat(given.state().versions()).isEmpty();
        given.thenRefused(new Remove(), Code.NOT_FOUND, "default/password not found");
        given.when(new Put("u2", value("three"), Map.of(), true));
        assertThat(given.state().newest()).isEqualTo(1);
        assertThat(given.state().uid()).isEqualTo("u2");
    }

    @Test
    void timeChangesNothing() {
        given.when(put("one")).after(Duration.ofDays(365)).wakes().thenNothing();
        assertThat(given.instructions()).isEmpty();
        assertThat(given.rules().wakeAt(given.state())).isEmpty();
    }

    @Test
    void aValueIsNeverPrinted() {
        given.when(put("one"));
        assertThat(given.state().toString()).contains("[3 bytes]").doesNotContain("ciphertext", "digest of");
    }
}
