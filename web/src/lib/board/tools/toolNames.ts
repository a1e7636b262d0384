/** Everything that can be done with a pointer. */
const tools = [
  'select',
  'hand',
  'pen',
  'highlighter',
  'eraser',
  'rectangle',
  'ellipse',
  'diamond',
  'line',
  'arrow',
  'text',
  'note',
  'image',
  'laser',
] as const;
export type ToolName = (typeof tools)[number];
