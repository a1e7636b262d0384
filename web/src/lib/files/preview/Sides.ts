export interface Sides {
  readonly width: number;
  readonly height: number;
}
