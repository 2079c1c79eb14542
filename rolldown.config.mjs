import { defineConfig } from 'rolldown'

// CommonJS, because node starts it about 8 ms sooner than a module, and a hook pays that at each commit.
// Every `await import()` becomes a file of its own, so that the hook never parses what it does not need.
export default defineConfig({
  input: { keyhook: 'src/bin.ts' },
  platform: 'node',
  output: {
    dir: 'dist',
    format: 'cjs',
    entryFileNames: '[name].cjs',
    chunkFileNames: '[name].cjs',
    banner: chunk => (chunk.isEntry ? '#!/usr/bin/env node' : ''),
    cleanDir: true,
    minify: false,
  },
})
