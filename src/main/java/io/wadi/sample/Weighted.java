package io.wadi.sample;

import java.util.List;

/**
 * A random choice among items, each in proportion to its weight.
 *
 * @param <T> type of the items
 */
final class Weighted<T extends Weighted.Item> {

    /** Something with a weight. */
    interface Item {

        /** Its probability relative to the others; an item of weight 0 is never chosen. */
        int weight();
    }

    private final List<T> items;
    private final int total;

    Weighted(List<T> items) {
        this.items = List.copyOf(items);
        total = items.stream().mapToInt(Item::weight).sum();
    }

    T pick(Dice dice) {
        int left = dice.below(total);
        for (T item : items) {
            left -= item.weight();
            if (left < 0) {
                return item;
            }
        }
        throw new IllegalStateException("weights add up to " + total);
    }
}
