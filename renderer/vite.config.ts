import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

/** The screens alone: `vite build renderer --outDir …`, or `vite renderer` for the preview with made-up cards. */
export default defineConfig({
  root: import.meta.dirname,
  base: './',
  plugins: [react()],
  build: {
    target: 'chrome130',
    emptyOutDir: true,
    // The content security policy allows no data: addresses, so that even the smallest font is a file.
    assetsInlineLimit: 0,
  },
});
