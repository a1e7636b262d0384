import * as v from 'valibot';
import { DtlsParameters, IceServer, RtpCapabilities, TransportOptions } from './media.ts';

/** A way for media that leads to the SFU and no further: what a browser needs to try it. */
export const ConnectionTest = v.strictObject({
  routerRtpCapabilities: RtpCapabilities,
  /** Its id names the test. */
  send: TransportOptions,
  iceServers: v.pipe(v.array(IceServer), v.maxLength(8)),
  iceTransportPolicy: v.picklist(['all', 'relay']),
});
export type ConnectionTest = v.InferOutput<typeof ConnectionTest>;

export const ConnectTest = v.strictObject({ dtlsParameters: DtlsParameters });
export type ConnectTest = v.InferOutput<typeof ConnectTest>;
