package io.wadi.net;

import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Finds the name that the user probably meant. */
public final class Nearest {

    /** Least share of common letter pairs for a useful suggestion. */
    private static final double LEAST = 0.4;

    /** The same for a typing error. */
    private static final double ALMOST = 0.75;

    /** Of two names with the same letters: {@code lgo} has hardly a pair of {@code log}. */
    private static final double SWAPPED = 0.9;

    private Nearest() {}

    /** The known name that shares the most letter pairs with the wanted one (Dice's coefficient), if any is similar. */
    public static Optional<String> to(String wanted, Collection<String> known) {
        return known.stream()
                .filter(name -> likeness(name, wanted) >= LEAST)
                .max(Comparator.comparingDouble(name -> likeness(name, wanted)));
    }

    /** A known name that differs by a letter or two: probably a typing error, where other names are allowed too. */
    public static Optional<String> almost(String wanted, Collection<String> known) {
        return to(wanted, known).filter(name -> likeness(name, wanted) >= ALMOST);
    }

    private static double likeness(String a, String b) {
        if (!a.equals(b) && letters(a).equals(letters(b))) {
            return SWAPPED;
        }
        Set<String> common = pairs(a);
        int all = common.size() + pairs(b).size();
        common.retainAll(pairs(b));
        return all == 0 ? 0 : 2.0 * common.size() / all;
    }

    private static List<Integer> letters(String name) {
        return name.chars().sorted().boxed().toList();
    }

    private static Set<String> pairs(String name) {
        Set<String> pairs = new HashSet<>();
        String framed = "^" + name.toLowerCase(Locale.ROOT) + "$";
        for (int i = 0; i + 1 < framed.length(); i++) {
            pairs.add(framed.substring(i, i + 2));
        }
        return pairs;
    }
}
