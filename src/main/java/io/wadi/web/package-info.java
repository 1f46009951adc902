/**
 * The HTTP server of a running pipeline: dashboard, API, Hawtio, health and metrics. Every request passes {@link
 * io.wadi.web.Gate} first. {@link io.wadi.web.Console} sets up the server.
 */
package io.wadi.web;
