package io.berth.domain.treap;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** The tree against a plain sorted map, under random changes. */
class TreapPropertiesTest {
    /** Two entries of one key are the same element; the summary is the sum of their values. */
    private record Entry(int key, int value) {}

    private static final Treap<Entry, Integer> EMPTY =
            Treap.empty(new Kind<>(Comparator.comparingInt(Entry::key), Entry::key, Entry::value, Integer::sum));

    private record Version(Treap<Entry, Integer> tree, TreeMap<Integer, Entry> expected) {}

    @Property(tries = 300)
    void itHoldsWhatASortedMapHoldsAndOldCopiesStayAsTheyWere(@ForAll long draw) {
        for (Version version : versions(new Random(draw))) {
            assertThat(list(version.tree)).isEqualTo(List.copyOf(version.expected.values()));
            assertThat(version.tree.size()).isEqualTo(version.expected.size());
            assertThat(version.tree.summary().orElse(0))
                    .isEqualTo(version.expected.values().stream()
                            .mapToInt(Entry::value)
                            .sum());
        }
    }

    @Property(tries = 300)
    void aWalkBeginsAnywhere(@ForAll long draw) {
        Random random = new Random(draw);
        for (Version version : versions(random)) {
            int from = random.nextInt(50);
            List<Entry> walked = new ArrayList<>();
            version.tree.from(entry -> Integer.compare(entry.key, from)).forEachRemaining(walked::add);
            assertThat(walked)
                    .isEqualTo(List.copyOf(version.expected.tailMap(from).values()));
        }
    }

    @Property(tries = 300)
    void differencesOfAnyTwoVersionsAreTold(@ForAll long draw) {
        Random random = new Random(draw);
        List<Version> versions = versions(random);
        for (int i = 0; i < 10; i++) {
            Version one = versions.get(random.nextInt(versions.size()));
            Version other = versions.get(random.nextInt(versions.size()));
            TreeMap<Integer, Entry> told = new TreeMap<>(one.expected);
            Set<Integer> keys = new HashSet<>();
            one.tree.changesTo(other.tree, (old, now) -> {
                Entry either = old.or(() -> now).orElseThrow();
                assertThat(keys.add(either.key)).isTrue();
                assertThat(Optional.ofNullable(told.remove(either.key))).isEqualTo(old);
                now.ifPresent(entry -> told.put(entry.key, entry));
            });
            assertThat(told).isEqualTo(other.expected);
        }
    }

    @Property(tries = 300)
    void aVisitorSeesWhatItHasNotSeenEnoughOf(@ForAll long draw) {
        Random random = new Random(draw);
        for (Version version : versions(random)) {
            int atMost = random.nextInt(60);
            int[] counted = new int[1];
            version.tree.visit(new Treap.Visitor<>() {
                @Override
                public boolean isEnough(Integer sum, int size) {
                    if (sum <= atMost) {
                        counted[0] += sum;
                    }
                    return sum <= atMost;
                }

                @Override
                public void one(Entry element) {
                    counted[0] += element.value;
                }

                @Override
                public boolean isBetter(Integer one, Integer other) {
                    return one > other;
                }
            });
            assertThat(counted[0]).isEqualTo(version.tree.summary().orElse(0));
        }
    }

    private static List<Entry> list(Treap<Entry, Integer> tree) {
        List<Entry> all = new ArrayList<>();
        tree.all().forEachRemaining(all::add);
        return all;
    }

    private static List<Version> versions(Random random) {
        List<Version> versions = new ArrayList<>();
        Treap<Entry, Integer> tree = EMPTY;
        TreeMap<Integer, Entry> expected = new TreeMap<>();
        for (int step = 0; step < 60; step++) {
            Entry entry = new Entry(random.nextInt(50), random.nextInt(20));
            if (random.nextInt(3) == 0) {
                tree = tree.without(entry);
                expected.remove(entry.key);
            } else {
                tree = tree.with(entry);
                expected.put(entry.key, entry);
            }
            versions.add(new Version(tree, new TreeMap<>(expected)));
        }
        return versions;
    }
}
