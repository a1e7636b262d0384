// Which way imports may point. "The server cannot read a meeting" is one of these rules.
const library = (...names) => `(^|/)node_modules/(${names.join('|')})(/|$)`;
const owns = (folder, ...names) => ({
  name: `${names[0]}-belongs-to-${folder}`,
  severity: 'error',
  from: {
    path: '^(server|web|shared)/src',
    pathNot: [`^${folder}`, '\\.test\\.ts$'],
  },
  to: { path: library(...names), dependencyTypesNot: ['type-only'] },
});

module.exports = {
  forbidden: [
    {
      name: 'no-circular',
      severity: 'error',
      // A list that holds lists draws itself: that is how Svelte says it.
      from: { pathNot: 'minutes/reading/Blocks\\.svelte$' },
      to: { circular: true },
    },
    {
      name: 'shared-is-a-leaf',
      severity: 'error',
      from: { path: '^shared/' },
      to: { path: '^(server|web|tests)/' },
    },
    {
      name: 'shared-is-portable',
      severity: 'error',
      from: { path: '^shared/src', pathNot: '\\.test\\.ts$' },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'web-not-server',
      severity: 'error',
      from: { path: '^web/' },
      to: { path: '^server/' },
    },
    {
      name: 'server-not-web',
      severity: 'error',
      from: { path: '^server/' },
      to: { path: '^web/' },
    },
    {
      name: 'server-cannot-read-content',
      severity: 'error',
      from: { path: '^server/' },
      to: { path: library('yjs', 'y-protocols', 'ts-mls', '@hpke/[^/]+', 'mediasoup-client') },
    },
    {
      // Whoever opens what is sealed to the relay is the relay, a process of its own that ends.
      name: 'relay-stands-alone',
      severity: 'error',
      from: { path: '^(server|web|shared)/src', pathNot: '^server/src/mail/relay/' },
      to: { path: '^server/src/mail/relay/', pathNot: 'relay/messages\\.ts$' },
    },
    owns('server/src/sfu', 'mediasoup'),
    owns('server/src/mail/relay', 'nodemailer'),
    owns('server/src/signaling', 'socket\\.io'),
    owns('server/src/http', 'fastify', '@fastify/[^/]+'),
    owns('server/src/accounts', 'otpauth', 'twilio', 'argon2'),
    owns('server/src/store', 'kysely', 'better-sqlite3', 'pg'),
    owns('web/src/lib/e2ee', 'ts-mls', '@hpke/[^/]+', '@noble/[^/]+'),
    owns('web/src/lib/media', 'mediasoup-client'),
    owns('web/src/lib/signaling', 'socket\\.io-client'),
    owns('web/src/lib/vault', 'hash-wasm'),
    owns('web/src/lib/(documents|board|minutes|chat|files)', 'yjs', 'y-protocols', 'lib0'),
    owns('web/src/lib/documents', 'y-websocket'),
    owns('web/src/lib/board', 'perfect-freehand'),
    owns('web/src/lib/minutes', '@tiptap/[^/]+'),
  ],
  options: {
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(\\.svelte-kit|/build/)' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['types', 'import', 'default'],
    },
  },
};
