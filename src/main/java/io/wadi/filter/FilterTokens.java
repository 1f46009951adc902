package io.wadi.filter;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The words and signs of a filter, read from left to right. */
final class FilterTokens {

    private static final Pattern TOKEN = Pattern.compile("\\s+|\"([^\"]*)\"|!=|!~|<=|>=|[=<>~(),]|[^\\s\"=!<>~(),]+");

    /**
     * A word or sign.
     *
     * @param text its text, without quotes; empty at the end
     * @param position the number of its first character, from 1
     * @param isQuoted whether it stood in quotes, so that it is a value and no keyword
     */
    record Token(String text, int position, boolean isQuoted) {

        boolean is(String word) {
            return !isQuoted && text.equalsIgnoreCase(word);
        }

        /** A part of its text, as a value. */
        Token part(int start, int end) {
            return new Token(text.substring(start, end), position + start, true);
        }
    }

    private final List<Token> tokens = new ArrayList<>();
    private int next;

    /**
     * Reads all tokens.
     *
     * @throws FilterException if a character begins none
     */
    FilterTokens(String filter) {
        Matcher token = TOKEN.matcher(filter);
        int position = 0;
        while (position < filter.length()) {
            if (!token.find(position) || token.start() != position) {
                throw new FilterException(
                        "The filter has an unexpected character or an open quote at position " + (position + 1));
            }
            if (!token.group().isBlank()) {
                boolean isQuoted = token.group(1) != null;
                tokens.add(new Token(isQuoted ? token.group(1) : token.group(), position + 1, isQuoted));
            }
            position = token.end();
        }
        tokens.add(new Token("", filter.length() + 1, false));
    }

    /** Reads the next token. */
    Token take() {
        Token token = tokens.get(next);
        next = Math.min(next + 1, tokens.size() - 1);
        return token;
    }

    /** Reads the next token if it is this word or sign. */
    boolean take(String word) {
        boolean isNext = tokens.get(next).is(word);
        if (isNext) {
            take();
        }
        return isNext;
    }

    /**
     * Reads this word or sign.
     *
     * @throws FilterException if the next token is another one
     */
    void expect(String word) {
        if (!take(word)) {
            throw expected(word.isEmpty() ? "and, or, or the end" : "'" + word + "'", take());
        }
    }

    /** The refusal of a token. */
    static FilterException expected(String what, Token found) {
        boolean isEnd = found.text().isEmpty() && !found.isQuoted();
        return new FilterException("The filter has " + (isEnd ? "its end" : "'" + found.text() + "'") + " at position "
                + found.position() + ", expected is " + what);
    }
}
