#!/usr/bin/env bash
# Builds mediasoup-worker from the sources inside the npm package, with nothing but what the
# distribution installs (packages.txt). About four minutes on two cores.
#
#   build.sh PACKAGE_FOLDER OUT_FILE
#
# Works in a fresh folder beside OUT_FILE, which the caller removes.
set -euo pipefail

package=$(realpath "$1")
out=$(realpath -m "$2")
recipe=$(dirname "$(realpath "$0")")
work=$(dirname "$out")/work
worker=$work/worker

mkdir -p "$work/schemas/FBS"
cp -r "$package/worker" "$worker"

# The callback under DTLS asks whether it was called after an operation by comparing the whole
# flag word. OpenSSL from 3.0.14 on sets more bits in it, the worker then answers with the wrong
# number, and it crashes at the first DTLS handshake. Upstream's own tests make no handshake.
dtls=$worker/src/RTC/DtlsTransport.cpp
sed -i 's/(operationType == BIO_CB_RETURN)/((operationType \& BIO_CB_RETURN) != 0)/' "$dtls"
if ! grep -qF '((operationType & BIO_CB_RETURN) != 0)' "$dtls"; then
  echo "The line that the DTLS cure changes is not in this version of mediasoup: look at $dtls." >&2
  exit 1
fi

# The same options as upstream's fbs/meson.build.
flatc --cpp --cpp-field-case-style lower --reflect-names --scoped-enums --filename-suffix '' \
  -o "$work/schemas/FBS" "$worker"/fbs/*.fbs

{
  awk '/^ *common_sources \+?= \[/ { inside = 1 } /\]/ { inside = 0 } inside' "$worker/meson.build" |
    grep -o "src/[^']*\.cpp"
  grep -o "libwebrtc/[^']*\.cc" "$worker/deps/libwebrtc/meson.build" | sed 's#^#deps/libwebrtc/#'
  echo src/main.cpp
} >"$work/sources.txt"

cmake -G Ninja -S "$recipe" -B "$work/build" -DCMAKE_BUILD_TYPE=Release \
  -DWORKER="$worker" -DSCHEMAS="$work/schemas" -DSOURCES="$work/sources.txt"
ninja -C "$work/build"
strip -o "$out" "$work/build/mediasoup-worker"
