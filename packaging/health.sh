#!/usr/bin/env bash
# health.sh [live|ready]: exits 0 if the Wadi of this container answers with status 200. Needs bash and coreutils alone, and
# HTTP without TLS. Takes port, name and password from the environment, as Wadi does.
set -euo pipefail

secret() { # VARIABLE
    local file=${1}_FILE
    if [[ -n ${!file:-} ]]; then head -n 1 "${!file}"; else printf '%s' "${!1:-}"; fi
}

page=/observe/health/${1:-live}
login=$(printf '%s:%s' "$(secret WADI_HTTP_USER)" "$(secret WADI_HTTP_PASSWORD)" | base64 -w 0)
exec 3<>"/dev/tcp/127.0.0.1/${WADI_HTTP_PORT:-8080}"
printf 'GET %s HTTP/1.0\r\nHost: localhost\r\nAuthorization: Basic %s\r\n\r\n' "$page" "$login" >&3
read -r status <&3
[[ $status == HTTP/*' 200 '* ]]
