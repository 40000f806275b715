import { build } from 'vite';
import { pages, widget } from './vite.config.ts';

// In this order: the first empties `dist/`.
await build(pages);
await build(widget);
