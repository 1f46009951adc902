/** What the Camel components for the wire share. It knows Camel and meters, and nothing of a component. */
package io.wadi.component;
