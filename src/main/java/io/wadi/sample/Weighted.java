package io.wadi.sample;

import java.util.List;

/**
 * A choice among items, each drawn in proportion to its weight.
 *
 * @param <T> what is chosen among
 */
final class Weighted<T extends Weighted.Item> {

    /** Something with a weight. */
    interface Item {

        /** Its share in the draw, in proportion to the others; 0 and it is never drawn. */
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
