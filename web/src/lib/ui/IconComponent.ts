import type { Component } from 'svelte';

/** An icon as `@lucide/svelte/icons/<name>` exports it; import each by its own path. */
export type IconComponent = Component<{ class?: string; 'aria-hidden'?: 'true' }>;
