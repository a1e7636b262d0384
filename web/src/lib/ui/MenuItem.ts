import type { IconComponent } from './IconComponent.ts';

/** An entry of a Menu: something to do, or a line between groups. */
export type MenuItem =
  | 'rule'
  | {
      label: string;
      icon?: IconComponent;
      onselect: () => void;
      danger?: boolean;
      disabled?: boolean;
      /** Makes it a switch. */
      checked?: boolean;
    };
