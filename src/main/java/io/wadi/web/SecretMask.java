package io.wadi.web;

import io.vertx.core.json.Json;
import io.wadi.settings.SecretNames;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.BitSet;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.management.ObjectName;
import org.apache.camel.util.SensitiveUtils;
import org.apache.camel.util.URISupport;
import org.apache.camel.util.UnsafeUriCharactersEncoder;

/**
 * Masks secrets in texts: known values wherever they are, and what stands behind the name of a secret, such as an option
 * of a URI. To be used by one thread, for one answer. Camel's masking of URIs ends at the first bracket of a password, and knows neither XML nor other texts.
 */
final class SecretMask {

    static final String MASK = "xxxxxx";

    /** Shorter values would hide parts of other words, of the names of MBeans above all. */
    static final int LEAST = 6;

    private static final int LONGEST = 500;

    private static final String WORDS =
            "passw|pwd|passphrase|passcode|secret|token|credential|jaas|authorization|cookie|webhook"
                    + "|(?:api|access|account|private|shared|auth|encryption|signing)[-_.]?key|"
                    + SecretNames.SHORT_WORDS;
    private static final Pattern WORD = pattern(WORDS);

    /** Placeholders stay, and what is masked already. */
    private static final String NOT_YET =
            "(?!(?:" + MASK + "|(?:RAW\\()?\\{\\{[?!]?(?:env:|sys:)?[\\w.-]+}}\\)?)(?:[&\\]\"'\\s]|$))";

    private static final String OPTION = "([?&][^=&?\\s]{0,80}(?:" + WORDS + "|" + SensitiveUtils.getSensitivePattern()
            + ")[^=&?\\s]{0,80}=)" + NOT_YET;
    /** A password may have brackets and ampersands in it. The limits here keep long texts without end from taking long. */
    private static final String RAW =
            "RAW\\(.{0,4000}?\\)(?=&|]?$)|RAW\\(.{0,4000}?\\)(?=[\"'\\s,;:.])|RAW\\{.{0,4000}?}(?=&|]?$)|";

    private static final Pattern OPTION_OF_TEXT = pattern(OPTION + "(?:" + RAW + "[^&\\n]*)");
    private static final Pattern OPTION_OF_NAME = pattern(OPTION + "[^&\"]*");
    /** What assigns to a name or compares with it in Simple, JSON, YAML, JSONPath, XPath, Groovy. */
    private static final String OPERATOR =
            "[\"')\\]}]{0,4}+(?:\\s{0,3}+[=!~:]{1,3}|\\s{1,3}+!?\\w{2,16}+\\(?|\\.\\w{2,16}+\\(|\\()\\s{0,3}+";

    private static final Pattern QUOTED = pattern("((?:" + WORDS + ")[\\w.-]{0,80}+" + OPERATOR + ")" + "(?:\""
            + NOT_YET + "[^\"]*\"|'" + NOT_YET + "[^']*')");
    private static final Pattern QUOTED_BEFORE = pattern("()(?:\"" + NOT_YET + "[^\"]{0,4000}\"|'" + NOT_YET
            + "[^']{0,4000}')" + "(?=\\s{0,3}(?:[=!~]{1,3}|!?\\w{2,16})\\s{0,3}\\$\\{[^{}]{0,80}(?:" + WORDS + "))");
    private static final Pattern PAIR = pattern("((?:" + WORDS + ")[\\w.-]{0,80}=)" + NOT_YET + "[^\"'\\s,;&})\\]]+");
    private static final Pattern SCHEME = Pattern.compile("(\\b(?:Bearer|Basic)(?:\\s|%20|\\+){1,3})[\\w.~+/=-]{6,}");
    private static final Pattern LOGIN =
            Pattern.compile("((?://|\\b[A-Za-z][\\w+.-]{0,30}:)[^:/?#\\s@]{0,200}:)" + NOT_YET + "[^@/\\s]+(?=@)");

    private static final String ADDRESS = "http://h/";

    private static final Pattern XML = Pattern.compile("\\s*<[?\\w].*", Pattern.DOTALL);
    private static final Pattern OF_XML = Pattern.compile("((?<![\\w:.-])[\\w:.-]{0,200}+=\")([^\"]*)|>([^<]+)");

    private final Pattern values;
    /** An answer with all MBeans has the same few thousand names and types a hundred times. */
    private final Map<String, String> names = new HashMap<>();

    SecretMask(Collection<String> secrets) {
        String alternatives = secrets.stream()
                .filter(secret -> secret.length() >= LEAST)
                .flatMap(secret -> Stream.of(secret, inAddress(secret)))
                .flatMap(SecretMask::pieces)
                .distinct()
                .sorted(Comparator.comparingInt(String::length).reversed())
                .map(SecretMask::expression)
                .collect(Collectors.joining("|"));
        values = Pattern.compile(alternatives.isEmpty() ? "(?!)" : alternatives);
    }

    /** A long expression would need a deep stack, so a long secret is masked in pieces of about the same length. */
    private static Stream<String> pieces(String secret) {
        int pieces = (secret.length() + LONGEST - 1) / LONGEST;
        int length = (secret.length() + pieces - 1) / pieces;
        return IntStream.range(0, pieces)
                .mapToObj(piece -> secret.substring(piece * length, Math.min((piece + 1) * length, secret.length())));
    }

    /** What matches a secret, each of whose characters may be as it is or escaped in any way that texts escape it. */
    private static String expression(String secret) {
        return secret.codePoints().mapToObj(SecretMask::spellings).collect(Collectors.joining());
    }

    /** A character as it is, as URIs, JSON, names of MBeans, XML and HTML have it. */
    private static String spellings(int character) {
        String plain = Character.toString(character);
        if (plain.matches("[A-Za-z0-9]")) {
            return plain;
        }
        String bytes = HexFormat.of().formatHex(plain.getBytes(StandardCharsets.UTF_8));
        return Stream.of(
                        plain,
                        plain.equals(" ") ? "+" : plain,
                        bytes.replaceAll("..", "%$0"),
                        inside(ObjectName.quote(plain)),
                        inside(Json.encode(plain)),
                        "\\" + plain,
                        plain.chars().mapToObj("\\u%04x"::formatted).collect(Collectors.joining()),
                        escaped(plain),
                        "&#" + character + ";",
                        "&#x" + Integer.toHexString(character) + ";")
                .distinct()
                // So that no part of the last character's spelling remains.
                .sorted(Comparator.comparingInt(String::length).reversed())
                .map(Pattern::quote)
                .collect(Collectors.joining("|", "(?i:", ")"));
    }

    private static String inAddress(String secret) {
        try {
            return URISupport.normalizeUri(ADDRESS + secret).substring(ADDRESS.length());
        } catch (URISyntaxException e) {
            return UnsafeUriCharactersEncoder.encode(secret);
        }
    }

    private static String inside(String quoted) {
        return quoted.substring(1, quoted.length() - 1);
    }

    private static Pattern pattern(String expression) {
        return Pattern.compile(expression, Pattern.CASE_INSENSITIVE | Pattern.DOTALL | Pattern.MULTILINE);
    }

    /** Whether the value of a header, property or variable of this name is a secret. */
    static boolean isSecret(String name) {
        return name != null && WORD.matcher(name).find();
    }

    /** The name of an MBean without secrets; it stays a name. */
    String name(String name) {
        return names.computeIfAbsent(name, fresh -> masked(fresh, OPTION_OF_NAME));
    }

    /** Whether a number is a secret of digits that an option has made a number. */
    boolean isSecret(Number number) {
        return values.matcher(number.toString()).matches();
    }

    /** A text or an XML document without secrets. */
    String text(String text) {
        return XML.matcher(text).matches() ? OF_XML.matcher(text).replaceAll(this::part) : plain(text);
    }

    /** An attribute, whose name may be that of a secret, or a text. */
    private String part(MatchResult found) {
        boolean isText = found.group(3) != null;
        String before = isText ? ">" : found.group(1);
        String value = unescaped(isText ? found.group(3) : found.group(2));
        String masked = isSecret(before) && !value.matches("\\{\\{[^{}]*}}") ? MASK : plain(value);
        return Matcher.quoteReplacement(masked.equals(value) ? found.group() : before + escaped(masked));
    }

    private static String unescaped(String xml) {
        return xml.replace("&lt;", "<")
                .replace("&gt;", ">")
                .replace("&quot;", "\"")
                .replace("&apos;", "'")
                .replace("&amp;", "&");
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }

    private String plain(String text) {
        return masked(text, OPTION_OF_TEXT, QUOTED, QUOTED_BEFORE, PAIR, SCHEME, LOGIN);
    }

    /** All are looked for in the text as it is: a secret that is masked first may be the word which shows that another follows. */
    private String masked(String text, Pattern... named) {
        BitSet hidden = new BitSet();
        values.matcher(text).results().forEach(found -> hidden.set(found.start(), found.end()));
        for (Pattern pattern : named) {
            pattern.matcher(text).results().forEach(found -> hidden.set(found.end(1), found.end()));
        }
        StringBuilder masked = new StringBuilder();
        int shown = 0;
        for (int start = hidden.nextSetBit(0); start >= 0; start = hidden.nextSetBit(shown)) {
            masked.append(text, shown, start).append(MASK);
            shown = hidden.nextClearBit(start);
        }
        return masked.append(text, shown, text.length()).toString();
    }
}
