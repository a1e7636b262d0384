/** How notices name the text that comes with the program. Its version rises with every change of its words. */
export const NEUTRAL = { templateId: 'neutral', version: 1 } as const;
