package io.wadi.lake;

import io.wadi.failure.OneSentence;
import java.time.Duration;

/** The lake cannot answer within the limits of a question. */
public final class LakeLimitException extends RuntimeException implements OneSentence {

    private static final long serialVersionUID = 1L;
    private static final String NARROW =
            ": ask about a shorter time, or name addresses, ports, transport or probe in the filter";

    private LakeLimitException(String message) {
        super(message);
    }

    static LakeLimitException tooManyRows(long most) {
        return new LakeLimitException("The lake has more than " + most
                + " different flows for this question, as setting" + " wadi.lake.most-rows allows" + NARROW);
    }

    static LakeLimitException tooMuchMemory(int megabytes) {
        return new LakeLimitException("DuckDB needs more than " + megabytes
                + " MB of memory for this question to the lake, as setting wadi.lake.question-megabytes allows"
                + NARROW);
    }

    static LakeLimitException tooLarge(long megabytes, long most) {
        return new LakeLimitException("The files of this time on S3 have " + megabytes + " MB, more than " + most
                + ": ask about a shorter time");
    }

    static LakeLimitException tooLong(Duration patience) {
        return new LakeLimitException("The lake needs more than " + patience.toSeconds()
                + " seconds for this question: ask about a shorter time");
    }

    static LakeLimitException cancelled() {
        return new LakeLimitException("The request was cancelled");
    }
}
