/** How large a tile is shown, in CSS pixels. */
export interface TileSize {
  width: number;
  height: number;
}

/** Heights of the layers of a camera, from the largest down: each is half of the one above. */
const TOP_HEIGHT = { 1: 180, 2: 360, 3: 720 } as const;

/** Spatial layers of a stream, from the scalability mode of its consumer (`L3T3`, `S3T3_KEY`). */
export function spatialLayers(scalabilityMode: string | undefined): 1 | 2 | 3 {
  const count = /^[LS](?<count>[1-3])T/u.exec(scalabilityMode ?? '')?.groups?.['count'];
  if (count === '3') return 3;
  return count === '2' ? 2 : 1;
}

/**
 * The smallest layer that still looks sharp in the tile: a picture may be enlarged by a third
 * before it looks soft. Tiles crop, so the longer side decides.
 */
export function layerFor(size: TileSize, layers: 1 | 2 | 3, pixelRatio: number): number {
  const needed = Math.max(size.height, (size.width * 9) / 16) * Math.min(pixelRatio, 2);
  for (let layer = 0; layer < layers - 1; layer++) {
    const height = TOP_HEIGHT[layers] / 2 ** (layers - 1 - layer);
    if (height * 1.33 >= needed) return layer;
  }
  return layers - 1;
}
