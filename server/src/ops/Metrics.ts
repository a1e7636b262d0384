import { readFile } from 'node:fs/promises';
import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';
import { metricFields, type MetricName } from '@conclave/shared/dataMap/metricFields';

const SECONDS = [0.002, 0.01, 0.05, 0.1, 0.3, 1, 3, 10];

/** Figures about the server; none about a person. Read on a port of its own, see metricsServer. */
export class Metrics {
  readonly registry = new Registry();
  readonly #requests: Histogram<'method' | 'route' | 'status'>;
  readonly #droppedLogFields: Counter;
  readonly #policyViolations: Counter<'directive'>;

  constructor() {
    collectDefaultMetrics({ register: this.registry });
    this.#requests = new Histogram({
      ...this.#describe('http_request_seconds'),
      buckets: SECONDS,
    });
    this.#droppedLogFields = new Counter(this.#describe('log_fields_dropped_total'));
    this.#policyViolations = new Counter(this.#describe('csp_violations_total'));
    new Gauge({
      ...this.#describe('udp_receive_buffer_errors_total'),
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

  #describe<const Name extends MetricName>(
    name: Name,
  ): {
    name: Name;
    help: string;
    labelNames: (typeof metricFields)[Name]['labels'];
    registers: Registry[];
  } {
    const { help, labels } = metricFields[name];
    return { name, help, labelNames: labels, registers: [this.registry] };
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
