import { existsSync } from 'node:fs';
import { installPackages } from './apt.mjs';
import { findProgram } from './findProgram.mjs';
import { combine, provide } from './provision.mjs';

/** Debian keeps what nginx needs to tell connections apart by name in a package of its own. */
const STREAM = '/usr/lib/nginx/modules/ngx_stream_module.so';

const findNginx = () =>
  provide({
    setting: 'CONCLAVE_NGINX',
    find: () =>
      existsSync(STREAM)
        ? findProgram(['nginx'], `${process.env['PATH'] ?? ''}:/usr/sbin`)
        : undefined,
    install: () => installPackages(['nginx', 'libnginx-mod-stream'], 'the tests of one server'),
    withoutIt: 'The test of one server behind its front.',
  });

const findCaddy = () =>
  provide({
    setting: 'CONCLAVE_CADDY',
    find: () => findProgram(['caddy']),
    install: () => installPackages(['caddy'], 'the test of the front of several servers'),
    withoutIt: 'The test of what Caddy makes of its configuration.',
  });

/** Both of the programs that can stand in front of a server. */
export const findFront = async () => combine([await findNginx(), await findCaddy()]);
