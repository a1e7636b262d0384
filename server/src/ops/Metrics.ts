import { readFile } from 'node:fs/promises';
import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';

const SECONDS = [0.002, 0.01, 0.05, 0.1, 0.3, 1, 3, 10];

/** Figures about the server; none about a person. Read on a port of its own, see metricsServer. */
export class Metrics {
  readonly registry = new Registry();
  readonly #requests: Histogram<'method' | 'route' | 'status'>;
  readonly #droppedLogFields: Counter;
  readonly #policyViolations: Counter<'directive'>;

  constructor() {
    const registers = [this.registry];
    collectDefaultMetrics({ register: this.registry });
    this.#requests = new Histogram({
      name: 'http_request_seconds',
      help: 'Time to answer, by route pattern and status.',
      labelNames: ['method', 'route', 'status'],
      buckets: SECONDS,
      registers,
    });
    this.#droppedLogFields = new Counter({
      name: 'log_fields_dropped_total',
      help: 'Log fields that the whitelist refused.',
      registers,
    });
    this.#policyViolations = new Counter({
      name: 'csp_violations_total',
      help: 'What browsers reported that the content policy stopped.',
      labelNames: ['directive'],
      registers,
    });
    new Gauge({
      name: 'udp_receive_buffer_errors_total',
      help: 'Datagrams the machine lost because a receive buffer was full.',
      registers,
      async collect() {
        this.set(receiveBufferErrors(await readFile('/proc/net/snmp', 'utf8').catch(() => '')));
      },
    });
  }

  request(labels: { method: string; route: string; status: number }, seconds: number): void {
    this.#requests.observe(labels, seconds);
  }

  droppedLogFields(count: number): void {
    this.#droppedLogFields.inc(count);
  }

  policyViolation(directive: string): void {
    this.#policyViolations.inc({ directive });
  }
}

/** RcvbufErrors of the Udp lines of /proc/net/snmp; 0 where there is no such file. */
export function receiveBufferErrors(snmp: string): number {
  const [names = [], values = []] = snmp
    .split('\n')
    .filter((line) => line.startsWith('Udp: '))
    .map((line) => line.split(' '));
  return Number(values[names.indexOf('RcvbufErrors')] ?? 0);
}
