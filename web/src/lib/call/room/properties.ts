import type { Attachment } from 'svelte/attachments';

/**
 * Sets custom properties of an element through the object model, which the content policy allows
 * while it forbids style attributes. Runs again when a value changes.
 */
export function properties(
  values: Readonly<Record<`--${string}`, string | number>>,
): Attachment<HTMLElement> {
  return (element) => {
    for (const [name, value] of Object.entries(values)) {
      element.style.setProperty(name, String(value));
    }
  };
}
