// mediasoup-client's types by name; its code is loaded only when a meeting begins.
export type {
  RtpCapabilities,
  RtpCodecCapability,
  RtpEncodingParameters,
} from 'mediasoup-client/types';
