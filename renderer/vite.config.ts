import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

/** Where `npm run dev` serves the station. It answers its own page only, so the proxy asks in its name. */
const station = 'http://127.0.0.1:4610';
const asItsOwnPage = { target: station, changeOrigin: true, headers: { origin: station } };

/** The screens alone: `vite build renderer --outDir …`, or `vite renderer` for development and the preview with made-up cards. */
export default defineConfig({
  root: import.meta.dirname,
  base: './',
  plugins: [react()],
  server: { host: '127.0.0.1', proxy: { '/session': asItsOwnPage, '/ws': { ...asItsOwnPage, ws: true } } },
  build: {
    target: 'chrome130',
    emptyOutDir: true,
    // The content security policy allows no data: addresses, so that even the smallest font is a file.
    assetsInlineLimit: 0,
  },
});
