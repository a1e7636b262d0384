#!/bin/sh
# Writes the relay's configuration from the environment, starts it, and has it read a renewed
# certificate. What each variable means is in README.md.
set -eu
umask 077

fail() {
  echo "turn: $1" >&2
  exit 1
}

here=$(dirname "$(readlink -f "$0")")
run_dir=${TURN_RUN_DIR:-/run/turn}
realm=${TURN_REALM:?TURN_REALM is missing: the name by which browsers reach the relay}
peers=${TURN_PEERS:?TURN_PEERS is missing: the addresses of the media workers, as browsers are told them}
secret=${TURN_SECRET:-}
if [ -n "${TURN_SECRET_FILE:-}" ]; then secret=$(cat "$TURN_SECRET_FILE"); fi

# All values go into one file of lines: nothing that could begin another line or a sed command.
check() {
  case $2 in
  '' | *[!A-Za-z0-9._:,/+=@-]*) fail "$1 is empty or has letters that it may not have" ;;
  esac
}
lines() { # lines WORD "a,b": WORD=a and WORD=b on lines of their own, for sed
  printf '%s' "$2" | sed "s/,/\n/g" | sed "s/^/$1=/" | sed ':a;N;$!ba;s/\n/\\n/g'
}

[ ${#secret} -ge 32 ] || fail 'TURN_SECRET needs at least 32 letters, the same as the server has'
listen=${TURN_LISTEN:-0.0.0.0}
relay=${TURN_RELAY_ADDRESS:-}
certificate=${TURN_CERT:-}
key=${TURN_KEY:-}
for pair in "TURN_SECRET $secret" "TURN_REALM $realm" "TURN_PEERS $peers" "TURN_LISTEN $listen"; do
  check "${pair%% *}" "${pair#* }"
done

# A front with automatic certificates keeps them by name in a folder; the newest one counts.
find_certificate() {
  if [ -n "${TURN_CERT_DIR:-}" ]; then
    certificate=$(find "$TURN_CERT_DIR" -name "$realm.crt" -type f 2>/dev/null | xargs -r ls -t | head -n 1)
    key=${certificate%.crt}.key
  fi
  [ -n "$certificate" ] && [ -r "$certificate" ] && [ -r "$key" ]
}
waited=0
until find_certificate; do
  [ "$waited" -eq 0 ] && echo "turn: waiting for a certificate for $realm"
  [ "$waited" -lt "${TURN_CERT_WAIT_SECONDS:-300}" ] || fail "no certificate for $realm can be read"
  waited=$((waited + 2))
  sleep 2
done
check TURN_CERT "$certificate"
check TURN_KEY "$key"

mkdir -p "$run_dir"
configuration=$run_dir/turnserver.conf
write_configuration() {
  sed \
    -e "s|@LISTENING_IPS@|$(lines listening-ip "$listen")|" \
    -e "s|@RELAY_IPS@|$([ -z "$relay" ] || lines relay-ip "$relay")|" \
    -e "s|@ALLOWED_PEERS@|$(lines allowed-peer-ip "$peers")|" \
    -e "s|@PORT@|${TURN_PORT:-3478}|" \
    -e "s|@TLS_PORT@|${TURN_TLS_PORT:-5349}|" \
    -e "s|@MIN_PORT@|${TURN_MIN_PORT:-49152}|" \
    -e "s|@MAX_PORT@|${TURN_MAX_PORT:-51199}|" \
    -e "s|@TOTAL_QUOTA@|${TURN_TOTAL_QUOTA:-1200}|" \
    -e "s|@MAX_BYTES_PER_SECOND@|${TURN_MAX_BYTES_PER_SECOND:-2500000}|" \
    -e "s|@SECRET@|$secret|" \
    -e "s|@REALM@|$realm|" \
    -e "s|@CERT@|$certificate|" \
    -e "s|@KEY@|$key|" \
    -e "s|@RUN_DIR@|$run_dir|" \
    "$here/turnserver.conf.template" >"$configuration"
}
write_configuration

turnserver -c "$configuration" &
turn=$!

# It reads its certificate again when told to; a renewed one is seen within five minutes.
watch_certificate() {
  trap 'kill "$nap" 2>/dev/null; exit 0' TERM
  seen=$(cksum <"$certificate")
  while true; do
    sleep "${TURN_CERT_LOOK_SECONDS:-300}" &
    nap=$!
    wait "$nap"
    now=$(cksum <"$certificate" 2>/dev/null || echo "$seen")
    [ "$now" = "$seen" ] && continue
    seen=$now
    echo 'turn: the certificate was renewed'
    kill -USR2 "$turn"
  done
}
watch_certificate &
watcher=$!

trap 'kill -TERM "$turn" 2>/dev/null' TERM INT
code=0
wait "$turn" || code=$?
# A signal to this script ends the wait before the relay has ended.
while kill -0 "$turn" 2>/dev/null; do
  code=0
  wait "$turn" || code=$?
done
kill "$watcher" 2>/dev/null || true
exit "$code"
