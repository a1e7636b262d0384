/**
 * The figures of our own that the server keeps in memory for its operator, with their labels.
 * Labels are words of the program (methods, route patterns, directives), never data: no figure
 * describes a person. A test compares this list with what the server really offers.
 */
export const metricFields = {
  http_request_seconds: {
    help: 'Time to answer, by route pattern and status.',
    labels: ['method', 'route', 'status'],
  },
  log_fields_dropped_total: { help: 'Log fields that the whitelist refused.', labels: [] },
  csp_violations_total: {
    help: 'What browsers reported that the content policy stopped.',
    labels: ['directive'],
  },
  udp_receive_buffer_errors_total: {
    help: 'Datagrams the machine lost because a receive buffer was full.',
    labels: [],
  },
  signaling_connections: { help: 'Open signaling connections.', labels: [] },
  rooms: { help: 'Rooms in which somebody is connected.', labels: [] },
  document_entries_total: { help: 'Sealed entries of documents that were taken.', labels: [] },
  document_bytes_total: { help: 'Their bytes.', labels: [] },
  document_refusals_total: {
    help: 'Requests about documents that were refused, by reason.',
    labels: ['code'],
  },
  sfu_workers: { help: 'Media workers that run.', labels: [] },
  sfu_worker_deaths_total: { help: 'Media workers that ended by themselves.', labels: [] },
  sfu_worker_cpu_seconds_total: { help: 'CPU time of the running media workers.', labels: [] },
  sfu_transports: { help: 'Media transports of peers.', labels: [] },
  sfu_producers: { help: 'Streams that peers send.', labels: [] },
  sfu_consumers: { help: 'Streams that are forwarded to peers.', labels: [] },
  mail_failures_total: { help: 'Mails that the mail server did not take at a try.', labels: [] },
  retention_overdue: { help: 'What should be deleted by now and is not.', labels: [] },
  retention_overdue_seconds: {
    help: 'For how long the oldest of it has been overdue.',
    labels: [],
  },
  retention_clock_ahead_seconds: {
    help: 'How far the clock is ahead of everything seen, while it is doubted.',
    labels: [],
  },
  retention_swept_timestamp_seconds: {
    help: 'When all that was due was last deleted without a fault.',
    labels: [],
  },
} as const satisfies Record<string, { help: string; labels: readonly string[] }>;

export type MetricName = keyof typeof metricFields;
