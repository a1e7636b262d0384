# The server. The first stage has compilers and browsers' tools, the second what runs and nothing else.
FROM node:24.21.0-bookworm AS build
WORKDIR /opt/conclave
COPY . .
RUN npm run prepare:production -- /opt/worker
# Only what the server runs with; tools and tests stay behind.
RUN npm prune --omit=dev --ignore-scripts \
  && rm -rf node_modules/node-linux-* node_modules/.cache tests tools turn deploy docs \
    web/src web/static web/node_modules .git .cache

FROM node:24.21.0-bookworm-slim
# pg_dump and pg_restore for backups.
RUN apt-get update \
  && apt-get install --yes --no-install-recommends postgresql-client \
  && rm -rf /var/lib/apt/lists/* \
  && groupadd --gid 10001 conclave \
  && useradd --uid 10001 --gid 10001 --no-create-home --shell /usr/sbin/nologin conclave \
  && install --directory --owner=10001 --group=10001 --mode=0700 /data /backup /mail-keys
COPY --from=build /opt/conclave /opt/conclave
COPY --from=build /opt/worker/mediasoup-worker /opt/worker/mediasoup-worker
WORKDIR /opt/conclave
ENV NODE_ENV=production DATA_DIR=/data MEDIASOUP_WORKER_BIN=/opt/worker/mediasoup-worker
USER 10001:10001
VOLUME ["/data", "/backup", "/mail-keys"]
HEALTHCHECK --interval=10s --timeout=5s --start-period=60s --retries=3 \
  CMD ["node", "-e", "fetch('http://127.0.0.1:' + (process.env.PORT || 3000) + '/readyz').then((r) => process.exit(r.ok ? 0 : 1), () => process.exit(1))"]
CMD ["node", "server/src/main.ts"]
