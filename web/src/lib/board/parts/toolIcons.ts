import ArrowUpRight from '@lucide/svelte/icons/arrow-up-right';
import Circle from '@lucide/svelte/icons/circle';
import Diamond from '@lucide/svelte/icons/diamond';
import Eraser from '@lucide/svelte/icons/eraser';
import Flashlight from '@lucide/svelte/icons/flashlight';
import Hand from '@lucide/svelte/icons/hand';
import Highlighter from '@lucide/svelte/icons/highlighter';
import Image from '@lucide/svelte/icons/image';
import MousePointer2 from '@lucide/svelte/icons/mouse-pointer-2';
import Pencil from '@lucide/svelte/icons/pencil';
import Slash from '@lucide/svelte/icons/slash';
import Square from '@lucide/svelte/icons/square';
import StickyNote from '@lucide/svelte/icons/sticky-note';
import Type from '@lucide/svelte/icons/type';
import type { IconComponent } from '../../ui/IconComponent.ts';
import type { ToolName } from '../tools/toolNames.ts';

interface ToolSign {
  readonly icon: IconComponent;
  readonly key: string;
}

export const toolSigns: Readonly<Record<ToolName, ToolSign>> = {
  select: { icon: MousePointer2, key: 'V' },
  hand: { icon: Hand, key: 'H' },
  pen: { icon: Pencil, key: 'P' },
  highlighter: { icon: Highlighter, key: 'M' },
  eraser: { icon: Eraser, key: 'E' },
  rectangle: { icon: Square, key: 'R' },
  ellipse: { icon: Circle, key: 'O' },
  diamond: { icon: Diamond, key: 'D' },
  line: { icon: Slash, key: 'L' },
  arrow: { icon: ArrowUpRight, key: 'A' },
  text: { icon: Type, key: 'T' },
  note: { icon: StickyNote, key: 'N' },
  image: { icon: Image, key: 'I' },
  laser: { icon: Flashlight, key: 'K' },
};
