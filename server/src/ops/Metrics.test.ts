import { describe, expect, it, onTestFinished } from 'vitest';
import { metricFields } from '@conclave/shared/dataMap/metricFields';
import { Metrics, receiveBufferErrors } from './Metrics.ts';
import { serveMetrics } from './metricsServer.ts';

const SNMP = `Tcp: RtoAlgorithm RtoMin
Tcp: 1 200
Udp: InDatagrams NoPorts InErrors OutDatagrams RcvbufErrors SndbufErrors
Udp: 2087 31 5 2090 17 0
UdpLite: InDatagrams RcvbufErrors
UdpLite: 0 99
`;

describe('Metrics', () => {
  it('are those of the data map, besides the runtime’s own', async () => {
    const metrics = await new Metrics().registry.getMetricsAsJSON();
    const own = metrics
      .map(({ name }) => name)
      .filter((name) => !/^(?:process|nodejs)_/.test(name));
    expect(own.sort()).toEqual(Object.keys(metricFields).sort());
  });

  it('are served on loopback, on a port of their own', async () => {
    const metrics = new Metrics();
    metrics.request({ method: 'GET', route: '/m/:id', status: 200 }, 0.02);
    metrics.policyViolation('img-src');
    const server = await serveMetrics(metrics, { port: 0, listen: '127.0.0.1' });
    onTestFinished(() => server.close());
    const response = await fetch(`http://127.0.0.1:${server.port}/`);
    const text = await response.text();
    expect(text).toContain(
      'http_request_seconds_count{method="GET",route="/m/:id",status="200"} 1',
    );
    expect(text).toContain('csp_violations_total{directive="img-src"} 1');
    expect(text).toMatch(/^nodejs_eventloop_lag_p99_seconds /m);
  });

  it('read the datagrams that the machine lost', () => {
    expect(receiveBufferErrors(SNMP)).toBe(17);
    expect(receiveBufferErrors('')).toBe(0);
    expect(receiveBufferErrors('Udp: InDatagrams\nUdp: 5\n')).toBe(0);
  });
});
