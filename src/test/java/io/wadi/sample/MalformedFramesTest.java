package io.wadi.sample;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class MalformedFramesTest {

    @Test
    void everyKindComesInTurn() {
        Lan lan = new Lan();
        Host one = lan.named("desk-01");
        Host other = lan.named("desk-02");
        MalformedFrames malformed = new MalformedFrames(
                new Direction(one.over4(1), other.over4(2)), new Direction(one.over6(1), other.over6(2)));
        FrameWriter writer = new FrameWriter();
        List<Captured> frames = new ArrayList<>();
        for (int i = 0; i < 7; i++) {
            assertThat(malformed.next().next(writer)).isEqualTo(Conversation.DONE);
            frames.add(Captured.of(writer));
        }
        assertThat(frames).extracting(frame -> frame.frame().length).contains(10, 14, 26, 44, 45);
        assertThat(frames).anyMatch(frame -> frame.frame().length > 14 && frame.u8(14) >> 4 == 7);
        assertThat(frames).anyMatch(frame -> frame.frame().length > 14 && frame.u8(14) == 0x43);
    }
}
