import type { RoomView } from '../e2ee/session/RoomView.ts';
import type { MediaKey } from '../media/Receiving.ts';
import { ActiveSpeaker } from './layout/ActiveSpeaker.ts';
import { gridFor, isPhone, pageCount, pageOf, type Area, type Grid } from './layout/grid.ts';
import { orderTiles } from './layout/order.ts';
import { stageOf, type LayoutMode, type Stage } from './layout/stage.ts';
import { handNumbers, inOrder, orderOf, speakingKeys } from './tileSets.ts';
import type { TileModel } from './tiles.ts';

export interface StageSource {
  readonly view: RoomView;
  readonly tiles: { cameras: TileModel[]; screens: TileModel[] };
}

/** Where everybody stands: grid or stage, which page, who is pinned, whose hand is first. */
export class StageModel {
  readonly #source: StageSource;
  readonly #speaker = new ActiveSpeaker<MediaKey>();
  /** Shares in the order in which they began. */
  #shareOrder: MediaKey[] = [];
  #order: MediaKey[] = [];
  #current = $state<MediaKey | undefined>();
  #mode = $state<LayoutMode>('grid');
  #pinned = $state<MediaKey | undefined>();
  #dismissed = $state<MediaKey | undefined>();
  #area = $state.raw<Area>({ width: 0, height: 0 });
  #page = $state(0);
  /** Counts what the speaker tracker decided, because its order is not a rune. */
  #heard = $state(0);

  constructor(source: StageSource, mode: LayoutMode) {
    this.#source = source;
    this.#mode = mode;
  }

  get mode(): LayoutMode {
    return this.#mode;
  }

  set mode(mode: LayoutMode) {
    this.#mode = mode;
    this.#pinned = undefined;
  }

  get pinned(): MediaKey | undefined {
    return this.#pinned;
  }

  get area(): Area {
    return this.#area;
  }

  set area(area: Area) {
    this.#area = area;
  }

  /** On a phone one's own tile floats over the grid. */
  get selfFloats(): boolean {
    return isPhone(this.#area) && this.#source.view.members.length > 1;
  }

  readonly grid: Grid = $derived.by(() => gridFor(this.#area, this.#gridTiles.length));

  /** All camera tiles in their order, one's own among them unless it floats. */
  readonly cameras: readonly TileModel[] = $derived.by(() => this.#arranged());

  readonly stage: Stage<TileModel> = $derived.by(() => this.#staged());

  readonly pages: number = $derived.by(() => pageCount(this.#gridTiles.length, this.grid.perPage));

  readonly page: number = $derived.by(() => Math.min(this.#page, this.pages - 1));

  /** The tiles of this page of the grid. */
  readonly onPage: readonly TileModel[] = $derived.by(() =>
    pageOf(this.#gridTiles, this.page, this.grid.perPage),
  );

  /** Place in the queue of raised hands, by participant; 1 for the first. */
  readonly hands: ReadonlyMap<string, number> = $derived.by(() =>
    handNumbers(this.#source.view.members),
  );

  readonly #gridTiles: readonly TileModel[] = $derived.by(() =>
    this.stage.kind === 'grid' ? this.stage.tiles : [],
  );

  get own(): TileModel | undefined {
    return this.#source.tiles.cameras.find(({ member }) => member.self);
  }

  turnPage(by: number): void {
    this.#page = Math.max(0, Math.min(this.page + by, this.pages - 1));
  }

  togglePin(key: MediaKey): void {
    this.#pinned = this.#pinned === key ? undefined : key;
  }

  /** Back to everybody: nothing pinned, the share put into the strip, the grid instead of the speaker. */
  clearStage(): void {
    const { stage } = this;
    if (stage.kind !== 'stage') return;
    if (stage.why === 'pinned') this.#pinned = undefined;
    if (stage.why === 'share') this.#dismissed = stage.tile.key;
    if (stage.why === 'speaker') this.#mode = 'grid';
  }

  /** Brings a share that was put away back onto the stage. */
  showShare(): void {
    this.#dismissed = undefined;
  }

  /** Four times a second: who has the word. */
  hear(now: number): void {
    const { cameras } = this.#source.tiles;
    const current = this.#speaker.hear(speakingKeys(cameras), now);
    if (current === this.#current) return;
    this.#current = current;
    this.#heard += 1;
  }

  #arranged(): TileModel[] {
    const { cameras } = this.#source.tiles;
    // Read so that a new speaker arranges anew.
    const heard = this.#heard >= 0;
    this.#order = orderTiles(
      cameras.map(({ key, member }) => ({
        id: key,
        self: member.self,
        handRaisedAt: member.handRaisedAt,
        camera: member.camera,
      })),
      {
        previous: this.#order,
        perPage: gridFor(this.#area, cameras.length).perPage,
        speaker: heard ? this.#current : undefined,
        lastSpoke: this.#speaker.lastSpoke,
      },
    );
    return inOrder(this.#order, cameras);
  }

  #staged(): Stage<TileModel> {
    const { screens } = this.#source.tiles;
    const shares = this.#inShareOrder(screens.filter(({ member }) => !member.self));
    const cameras = this.selfFloats
      ? this.cameras.filter(({ member }) => !member.self)
      : this.cameras;
    const tiles = [...screens.filter(({ member }) => member.self), ...cameras];
    const byKey = (key: MediaKey | undefined): TileModel | undefined =>
      [...shares, ...tiles].find((tile) => tile.key === key);
    return stageOf({
      mode: this.#mode,
      pinned: byKey(this.#pinned),
      shares,
      dismissedShare: byKey(this.#dismissed),
      speaker: byKey(this.#current),
      tiles,
      own: this.own,
    });
  }

  #inShareOrder(screens: readonly TileModel[]): TileModel[] {
    this.#shareOrder = orderOf(this.#shareOrder, screens);
    return inOrder(this.#shareOrder, screens);
  }
}
