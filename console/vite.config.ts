import { fileURLToPath } from 'node:url';
import type { InlineConfig, Plugin } from 'vite';

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

const shared: InlineConfig = {
  root: here('.'),
  configFile: false,
  logLevel: 'warn',
  // Every browser of the last two years knows `light-dark()`; what stands in for it doubles the styles.
  build: { cssTarget: ['chrome123', 'firefox120', 'safari17.5'] },
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
};

/** The desk and the chat page: what colleagues open. */
export const pages: InlineConfig = {
  ...shared,
  build: {
    ...shared.build,
    outDir: here('dist'),
    emptyOutDir: true,
    modulePreload: { polyfill: false },
    rolldownOptions: { input: [here('index.html'), here('chat.html')] },
  },
};

/** Pages in GBK or Big5 read a script in their own encoding, so the widget says everything in ASCII. */
const asciiOnly: Plugin = {
  name: 'ascii-only',
  generateBundle(_, bundle) {
    for (const file of Object.values(bundle)) {
      if (file.type !== 'chunk') continue;
      file.code = file.code.replace(
        /[^\n\x20-\x7e]/g,
        (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
      );
    }
  },
};

/** The widget: one classic script under a stable name, for any site to embed. */
export const widget: InlineConfig = {
  ...shared,
  plugins: [asciiOnly],
  build: {
    ...shared.build,
    outDir: here('dist'),
    emptyOutDir: false,
    lib: { entry: here('src/widget/main.ts'), formats: ['iife'], name: 'HeartlineChat', fileName: () => 'widget.js' },
  },
};
