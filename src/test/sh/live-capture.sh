#!/usr/bin/env bash
# Whether a live capture keeps up: sends a capture over a veth pair at a steady rate, with the whole pipeline (capture,
# broker, database) at the other end, and compares what was sent with what was stored. Everything is in a network
# namespace of its own. Needs root, iproute2, tcpreplay and curl.
#
#   src/test/sh/live-capture.sh CAPTURE [PACKETS_PER_SECOND] [STAGES] [TIMES] [OPTION...]
#
# TIMES is how often the capture is sent; options go to ./wadi run, for example --at flows.
set -euo pipefail

capture=$(realpath "${1:?usage: src/test/sh/live-capture.sh CAPTURE [PACKETS_PER_SECOND] [STAGES] [TIMES] [OPTION...]}")
rate=${2:-50000}
stages=${3:-capture,store-flows,api}
times=${4:-1}
options=("${@:5}")
project=$(cd "$(dirname "$0")/../../.." && pwd)

if [[ -z ${IN_NAMESPACE:-} ]]; then
    exec env IN_NAMESPACE=1 unshare --net "$0" "$capture" "$rate" "$stages" "$times" "${options[@]}"
fi

data=$(mktemp -d)
ip link set lo up
ip link add wadi0 mtu 9000 type veth peer name wadi1 mtu 9000
for interface in wadi0 wadi1; do
    # No neighbour discovery among the packets.
    echo 1 >"/proc/sys/net/ipv6/conf/$interface/disable_ipv6"
    ip link set "$interface" up
done

"$project/wadi" run --embedded --interface wadi0 --only "$stages" --set "wadi.data.dir=$data" "${options[@]}" &
wadi=$!
trap 'kill $wadi 2>/dev/null; wait $wadi || true; rm -rf "$data"' EXIT

health() { curl -fsS http://127.0.0.1:8080/observe/health/ready >/dev/null 2>&1; }
metric() { # NAME: the sum of its series
    curl -fsS http://127.0.0.1:8080/observe/metrics | awk -v name="$1" 'index($1, name) == 1 {sum += $2} END {printf "%d\n", sum}'
}
until health; do
    kill -0 $wadi || exit 1
    sleep 1
done

tcpreplay --intf1=wadi1 --pps="$rate" --loop="$times" --preload-pcap --quiet "$capture" 2>&1 | grep -v "^Warning\|^Unable to send"

# Stored when nothing has changed for a while.
stored=-1
until [[ $(metric wadi_store_packets_total) == "$stored" ]]; do
    stored=$(metric wadi_store_packets_total)
    sleep 5
done
for name in wadi_capture_received wadi_capture_decoded wadi_capture_skipped wadi_capture_rejected wadi_capture_dropped \
    wadi_store_packets_total; do
    printf '%-32s %12s\n' "$name" "$(metric "$name")"
done
