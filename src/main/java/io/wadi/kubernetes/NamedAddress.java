package io.wadi.kubernetes;

import io.wadi.net.IpAddress;

/**
 * An address and what has it.
 *
 * @param address of the pod or service
 * @param name namespace and name
 * @param role namespace and workload: what stays the same when a pod is replaced
 * @param site the node of a pod; empty for services
 * @param tags kind and namespace
 */
record NamedAddress(IpAddress address, String name, String role, String site, String tags) {}
