/** Sends texts through a provider. Only number and text leave the system [R117]. */
export interface TextSender {
  /** Returns the provider's id of it; `numberRefused` if it takes no such number, else `unavailable`. */
  send(text: { readonly to: string; readonly body: string }): Promise<string>;
  /** [R119] Has the provider forget a text; harmless if it has. */
  forget(messageId: string): Promise<void>;
}
