/** What RTCEncodedVideoFrame and RTCEncodedAudioFrame have in common; `type` is video's. */
export interface EncodedFrame {
  data: ArrayBuffer;
  readonly type?: 'key' | 'delta' | 'empty' | undefined;
}
