/**
 * What is seen of the running pipeline over HTTP: dashboard, API, Hawtio, health and metrics, on one server. Every request
 * passes {@link io.wadi.web.Gate} first; {@link io.wadi.web.Console} puts the server together.
 */
package io.wadi.web;
