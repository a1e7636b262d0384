import { t } from '../../i18n/texts.svelte.ts';
import type { CommandId } from './commands.ts';

/** What a command is called, in the language of the moment. */
export function commandName(id: CommandId): string {
  const { toolbar, action, decision } = t.minutes;
  if (id === 'action') return action.name;
  return id === 'decision' ? decision : toolbar[id];
}
