import { ledger0000 } from './migrations/0000-ledger.ts';
import { accounts0001 } from './migrations/0001-accounts.ts';
import { meetings0002 } from './migrations/0002-meetings.ts';
import { sessions0003 } from './migrations/0003-sessions.ts';
import { documents0004 } from './migrations/0004-documents.ts';
import { files0005 } from './migrations/0005-files.ts';
import { ownAuthors0006 } from './migrations/0006-own-authors.ts';
import { mail0007 } from './migrations/0007-mail.ts';
import { schedule0008 } from './migrations/0008-schedule.ts';
import { secondFactor0009 } from './migrations/0009-second-factor.ts';
import { company0010 } from './migrations/0010-company.ts';
import { consent0011 } from './migrations/0011-consent.ts';
import { summary0020 } from './migrations/0020-summary.ts';
import { retention0021 } from './migrations/0021-retention.ts';
import { rights0022 } from './migrations/0022-rights.ts';
import { nodes0023 } from './migrations/0023-nodes.ts';
import { addressUndo0025 } from './migrations/0025-address-undo.ts';
import { undoPoints0026 } from './migrations/0026-undo-points.ts';
import { deputies0027 } from './migrations/0027-deputies.ts';
import { summaryShown0029 } from './migrations/0029-summary-shown.ts';
import { clockDoubt0030 } from './migrations/0030-clock-doubt.ts';
import { consentLink0036 } from './migrations/0036-consent-link.ts';
import { accountKeys0037 } from './migrations/0037-account-keys.ts';
import { summaryText0038 } from './migrations/0038-summary-text.ts';
import { checkpointStage0040 } from './migrations/0040-checkpoint-stage.ts';
import { usedSessions0041 } from './migrations/0041-used-sessions.ts';
import type { SchemaOf } from './Table.ts';

/** All migrations in their order. A new one is a file in migrations/ and a line here. */
export const migrations = [
  ledger0000,
  accounts0001,
  meetings0002,
  sessions0003,
  documents0004,
  files0005,
  ownAuthors0006,
  mail0007,
  schedule0008,
  secondFactor0009,
  company0010,
  consent0011,
  summary0020,
  retention0021,
  rights0022,
  nodes0023,
  addressUndo0025,
  undoPoints0026,
  deputies0027,
  summaryShown0029,
  clockDoubt0030,
  consentLink0036,
  accountKeys0037,
  summaryText0038,
  checkpointStage0040,
  usedSessions0041,
] as const;

/** The tables as they are after all migrations, for Kysely. */
export type Schema = SchemaOf<typeof migrations>;
