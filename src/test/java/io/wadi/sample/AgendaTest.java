package io.wadi.sample;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class AgendaTest {

    private final Agenda agenda = new Agenda();
    private final Dice dice = new Dice(11);

    @Test
    void emptyMeansNothingIsEverDue() {
        assertThat(agenda.firstTime()).isEqualTo(Long.MAX_VALUE);
        agenda.add(5, frame -> Conversation.DONE);
        agenda.remove();
        assertThat(agenda.firstTime()).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void givesBackInOrderOfTimeWhatWasAddedInAnyOrder() {
        for (int i = 0; i < 1_000; i++) {
            agenda.add(dice.below(500), frame -> Conversation.DONE);
        }
        List<Long> times = new ArrayList<>();
        while (agenda.firstTime() < Long.MAX_VALUE) {
            times.add(agenda.firstTime());
            agenda.remove();
        }
        assertThat(times).hasSize(1_000).isSorted();
    }

    @Test
    void aPostponedConversationComesBackAtItsNewTime() {
        Conversation early = frame -> 0;
        Conversation late = frame -> 0;
        agenda.add(10, early);
        agenda.add(20, late);
        agenda.postpone(30);
        assertThat(agenda.first()).isSameAs(late);
        agenda.remove();
        assertThat(agenda.first()).isSameAs(early);
        assertThat(agenda.firstTime()).isEqualTo(30);
    }
}
