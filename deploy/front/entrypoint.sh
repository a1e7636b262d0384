#!/bin/sh
# Fills in the name of the relay and starts the splitter.
set -eu
realm=${TURN_REALM:?TURN_REALM is missing}
case $realm in *[!a-z0-9.-]*) echo 'front: TURN_REALM is no host name' >&2 && exit 1 ;; esac
sed -e "s/@TURN_REALM@/$realm/" -e 's/@TURN_HOP_PORT@/5350/' -e 's/@HTTPS_PORT@/8443/' \
  -e 's/@FRONT_PORT@/443/' -e 's/@TURN_TLS_PORT@/5349/' /opt/front/stream.conf.template >/run/front/stream.conf
# Port 80 goes to Caddy as it is: proofs for certificates, and the way to https.
sed -i '$d' /run/front/stream.conf
cat >>/run/front/stream.conf <<'END'
  server {
    listen 80;
    listen [::]:80;
    proxy_protocol on;
    proxy_pass 127.0.0.1:8080;
  }
}
END
exec nginx -c /opt/front/nginx.conf -g 'daemon off;'
