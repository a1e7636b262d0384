import type { AccountId } from '@conclave/shared/ids';
import type { VaultChange, VaultHead, VaultItem } from '@conclave/shared/wire/vaultApi';
import { sealItem } from './item.ts';
import type { VaultKind, VaultValue } from './kinds.ts';
import { sealManifest, shelfDigest, type Manifest } from './manifest.ts';
import type { VaultKeys } from './vaultKeys.ts';

/** All items of one kind, by id. */
export type Shelf = ReadonlyMap<string, VaultItem>;

/** The vault at one version: its list of contents and the shelves fetched and checked so far. */
export interface VaultState {
  readonly head: VaultHead;
  readonly manifest: Manifest;
  readonly shelves: ReadonlyMap<string, Shelf>;
}

/** What to do to an item: give it a value, or take it away. */
export interface Edit<K extends VaultKind> {
  readonly kind: K;
  readonly id: string;
  readonly value: VaultValue<K> | undefined;
}

/** A change as the server is to commit it, and the state after it. */
export interface Step {
  readonly change: VaultChange;
  readonly after: VaultState;
}

interface Sealer {
  readonly accountId: AccountId;
  readonly keys: VaultKeys;
}

/** The step that edits one item of a shelf that `state` holds. */
export async function editStep<K extends VaultKind>(
  state: VaultState,
  edit: Edit<K>,
  sealer: Sealer,
): Promise<Step> {
  const { kind, id, value } = edit;
  const version = state.head.version + 1;
  const shelf = new Map(state.shelves.get(kind));
  const puts: VaultChange['puts'] = [];
  if (value === undefined) {
    shelf.delete(id);
  } else {
    const place = { accountId: sealer.accountId, kind, id, version };
    const sealedItem = await sealItem(sealer.keys.items, value, place);
    shelf.set(id, { id, version, sealedItem });
    puts.push({ kind, id, sealedItem });
  }
  const manifest = { ...state.manifest, shelves: await listed(state.manifest, kind, shelf) };
  const shelves = new Map(state.shelves).set(kind, shelf);
  const deletes = value === undefined ? [{ kind, id }] : [];
  return step({ state, manifest, shelves }, { puts, deletes }, sealer);
}

/** The step that names other openers and leaves all items as they are. */
export function openersStep(
  state: VaultState,
  openers: Manifest['openers'],
  sealer: Sealer,
): Promise<Step> {
  const manifest = { ...state.manifest, openers };
  return step({ state, manifest, shelves: state.shelves }, { puts: [], deletes: [] }, sealer);
}

async function listed(
  manifest: Manifest,
  kind: string,
  shelf: Shelf,
): Promise<Manifest['shelves']> {
  const others = Object.entries(manifest.shelves).filter(([name]) => name !== kind);
  if (shelf.size === 0) return Object.fromEntries(others);
  return Object.fromEntries([...others, [kind, await shelfDigest(shelf.values())]]);
}

async function step(
  next: { state: VaultState; manifest: Manifest; shelves: VaultState['shelves'] },
  edits: Pick<VaultChange, 'puts' | 'deletes'>,
  { accountId, keys }: Sealer,
): Promise<Step> {
  const expectedVersion = next.state.head.version;
  const version = expectedVersion + 1;
  const sealedManifest = await sealManifest(keys.manifest, next.manifest, { accountId, version });
  return {
    change: { expectedVersion, sealedManifest, ...edits },
    after: {
      head: { version, sealedManifest },
      manifest: next.manifest,
      shelves: next.shelves,
    },
  };
}
