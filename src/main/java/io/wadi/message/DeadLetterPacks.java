package io.wadi.message;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/**
 * The unreadable messages of a batch as lists of dead letters that are sent together, because a thousand letters that
 * each wait for Kafka take several seconds. A list is made when it is asked for, and holds a limited number of bytes: the
 * JSON of a message may be six times as long. Not thread-safe.
 */
final class DeadLetterPacks implements Iterator<List<DeadLetterMessage>> {

    private static final int MOST_LETTERS = 500;
    private static final int ENOUGH_BYTES = 1 << 20;
    private static final ObjectWriter JSON = new ObjectMapper().writerFor(DeadLetter.class);

    private final Iterator<DeadLetter> letters;

    DeadLetterPacks(List<DeadLetter> letters) {
        this.letters = letters.iterator();
    }

    @Override
    public boolean hasNext() {
        return letters.hasNext();
    }

    @Override
    public List<DeadLetterMessage> next() {
        List<DeadLetterMessage> pack = new ArrayList<>();
        int bytes = 0;
        do {
            DeadLetter letter = letters.next();
            byte[] json = json(letter);
            bytes += json.length;
            pack.add(new DeadLetterMessage(letter, json));
        } while (letters.hasNext() && pack.size() < MOST_LETTERS && bytes < ENOUGH_BYTES);
        return pack;
    }

    private static byte[] json(DeadLetter letter) {
        try {
            return JSON.writeValueAsBytes(letter);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A record of texts and numbers is always JSON", e);
        }
    }
}
