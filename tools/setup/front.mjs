import { existsSync } from 'node:fs';
import { installPackages } from './apt.mjs';
import { findProgram } from './findProgram.mjs';
import { provide } from './provision.mjs';

/** Debian keeps what nginx needs to tell connections apart by name in a package of its own. */
const STREAM = '/usr/lib/nginx/modules/ngx_stream_module.so';

export const findFront = () =>
  provide({
    setting: 'CONCLAVE_NGINX',
    find: () =>
      existsSync(STREAM)
        ? findProgram(['nginx'], `${process.env['PATH'] ?? ''}:/usr/sbin`)
        : undefined,
    install: () => installPackages(['nginx', 'libnginx-mod-stream'], 'the tests of one server'),
    withoutIt: 'The test of one server behind its front.',
  });
