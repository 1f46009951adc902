#!/usr/bin/env bash
# Takes the pictures of docs/images: stores ten minutes of synthetic traffic with the built-in servers, and lets Chromium draw the
# pages. Needs chromium, curl and GNU date.
#
#   bash src/test/sh/screenshots.sh [FOLDER]      default: docs/images
set -euo pipefail

cd "$(dirname "${BASH_SOURCE[0]}")/../../.."
folder=$(realpath -m "${1:-docs/images}")
work=$(mktemp -d)
console=""

clean_up() {
    if [[ -n $console ]]; then kill "$console" 2>/dev/null && wait "$console" 2>/dev/null || true; fi
    rm -rf "$work"
}
trap clean_up EXIT

address() { sed -n 's/.*dashboard at \(http[^ ;]*\).*/\1/p' "$work/console.log"; }

# Waits until the console has said its address, or fails with what it said instead.
await_address() {
    local end=$((SECONDS + 300))
    until [[ -n $(address) ]]; do
        ((SECONDS < end)) && kill -0 "$console" || { cat "$work/console.log" >&2 && exit 1; }
        sleep 1
    done
}

# shoot NAME PATH HEIGHT
shoot() {
    chromium --headless --no-sandbox --disable-gpu --disable-background-networking --hide-scrollbars \
        --user-data-dir="$work/chromium" --window-size="1280,$3" --virtual-time-budget=15000 \
        --screenshot="$folder/$1.png" "$(address)$2" >"$work/chromium.log" 2>&1
    [[ -s $folder/$1.png ]] || { cat "$work/chromium.log" >&2 && exit 1; }
}

command -v chromium >/dev/null || { echo "chromium is needed (Debian: apt-get install chromium)" >&2 && exit 1; }
mkdir -p "$folder"
./wadi sample --packets 180000 --start "$(date -u -d '10 minutes ago' +%Y-%m-%dT%H:%M:%SZ)" "$work/office.pcap"
./wadi ingest --embedded --set wadi.data.dir="$work/data" "$work/office.pcap"
./wadi run --embedded --only api,detect --set wadi.data.dir="$work/data" --set wadi.http.port=0 >"$work/console.log" 2>&1 </dev/null &
console=$!
await_address
shoot dashboard '?last=15m' 1130
shoot explore 'explore?last=15m&by=src.country,protocol&graph=sankey' 1000
ls -l "$folder"
