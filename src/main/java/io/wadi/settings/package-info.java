/**
 * The settings {@code wadi.*} and their sources. A new setting is one constant in the class of its group ({@code
 * KafkaSettings}, {@code CaptureSettings}, …). {@code SettingPagesTest} names the command that writes it into {@code
 * application.properties} and {@code docs/settings.md}.
 */
package io.wadi.settings;
