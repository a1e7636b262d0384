/** In a worker: a part of it that is loaded late cannot be had. */
export class PartMissingError extends Error {
  override readonly name = 'PartMissingError';
}
