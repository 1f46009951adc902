/** Names of a Kubernetes cluster: keeps a file of networks with the addresses of its pods and services. */
package io.wadi.kubernetes;
