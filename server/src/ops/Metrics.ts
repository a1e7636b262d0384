import { readFile } from 'node:fs/promises';
import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';
import type { ErrorCode } from '@conclave/shared/errorCodes';
import { metricFields, type MetricName } from '@conclave/shared/dataMap/metricFields';

const SECONDS = [0.002, 0.01, 0.05, 0.1, 0.3, 1, 3, 10];

/** Figures that nobody counts: they are read from whoever knows, see watch(). */
const readWhenAsked = [
  'udp_receive_buffer_errors_total',
  'signaling_connections',
  'rooms',
  'sfu_workers',
  'sfu_worker_deaths_total',
  'sfu_worker_cpu_seconds_total',
  'sfu_transports',
  'sfu_producers',
  'sfu_consumers',
  'retention_overdue',
  'retention_overdue_seconds',
  'retention_clock_ahead_seconds',
  'retention_swept_timestamp_seconds',
] as const satisfies readonly MetricName[];
type WatchedName = (typeof readWhenAsked)[number];

/** Figures about the server; none about a person. Read on a port of its own, see metricsServer. */
export class Metrics {
  readonly registry = new Registry();
  readonly #requests: Histogram<'method' | 'route' | 'status'>;
  readonly #droppedLogFields: Counter;
  readonly #policyViolations: Counter<'directive'>;
  readonly #documentEntries: Counter;
  readonly #documentBytes: Counter;
  readonly #documentRefusals: Counter<'code'>;
  readonly #mailFailures: Counter;
  readonly #watched = new Map<WatchedName, () => number | Promise<number>>();

  constructor() {
    collectDefaultMetrics({ register: this.registry });
    this.#requests = new Histogram({
      ...this.#describe('http_request_seconds'),
      buckets: SECONDS,
    });
    this.#droppedLogFields = new Counter(this.#describe('log_fields_dropped_total'));
    this.#policyViolations = new Counter(this.#describe('csp_violations_total'));
    this.#documentEntries = new Counter(this.#describe('document_entries_total'));
    this.#documentBytes = new Counter(this.#describe('document_bytes_total'));
    this.#documentRefusals = new Counter(this.#describe('document_refusals_total'));
    this.#mailFailures = new Counter(this.#describe('mail_failures_total'));
    for (const name of readWhenAsked) this.#gauge(name);
    this.watch('udp_receive_buffer_errors_total', async () =>
      receiveBufferErrors(await readFile('/proc/net/snmp', 'utf8').catch(() => '')),
    );
  }

  /** Where a figure comes from that is read when somebody asks. */
  watch(name: WatchedName, read: () => number | Promise<number>): void {
    this.#watched.set(name, read);
  }

  request(labels: { method: string; route: string; status: number }, seconds: number): void {
    this.#requests.observe(labels, seconds);
  }

  droppedLogFields(count: number): void {
    this.#droppedLogFields.inc(count);
  }

  documentWritten(bytes: number): void {
    this.#documentEntries.inc();
    this.#documentBytes.inc(bytes);
  }

  documentRefused(code: ErrorCode): void {
    this.#documentRefusals.inc({ code });
  }

  mailFailed(): void {
    this.#mailFailures.inc();
  }

  policyViolation(directive: string): void {
    this.#policyViolations.inc({ directive });
  }

  #gauge(name: WatchedName): void {
    const watched = this.#watched;
    new Gauge({
      ...this.#describe(name),
      async collect() {
        this.set((await watched.get(name)?.()) ?? 0);
      },
    });
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
