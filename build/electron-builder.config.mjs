// What goes into an installed Cardwright. `test/packaging` builds with this file and looks into the result.

/** @type {import('electron-builder').Configuration} */
const config = {
  appId: 'org.cardwright.Cardwright',
  productName: 'Cardwright',
  executableName: 'cardwright-app',
  copyright: 'Apache-2.0',
  directories: { output: 'dist', buildResources: 'build/icons' },
  files: [
    'package.json',
    'out/**',
    'main/**/*.{ts,yaml}',
    'native/**/*',
    '!main/shell/**',
    '!**/*.test.*',
    '!**/testing/**',
    '!**/README.md',
    '!node_modules/@types/**',
    '!node_modules/**/*.{map,md,d.ts,d.cts,d.mts}',
    '!node_modules/better-sqlite3/{deps,src}/**',
    // Eight platforms come prebuilt, 28 MB; one is needed.
    '!node_modules/better-sqlite3/prebuilds/**',
    // biome-ignore lint/suspicious/noTemplateCurlyInString: electron-builder's own macros
    'node_modules/better-sqlite3/prebuilds/${platform}-${arch}.node',
    '!node_modules/smartcard/{src,deps}/**',
    '!node_modules/smartcard/build/Release/obj.target/**',
  ],
  asar: true,
  // The engine and the CLI run on plain Node, which cannot read an archive.
  asarUnpack: ['package.json', 'main/**', 'native/**', 'node_modules/**', 'out/renderer/**'],
  extraResources: [
    { from: 'node_modules/node/bin', to: 'node', filter: ['node', 'node.exe'] },
    { from: 'build/packaged', to: 'bin' },
    { from: 'LICENSE', to: 'LICENSE' },
  ],
  // Both native modules are Node-API and run on Node, not on Electron.
  npmRebuild: false,
  electronFuses: {
    runAsNode: false,
    enableCookieEncryption: true,
    enableNodeOptionsEnvironmentVariable: false,
    enableNodeCliInspectArguments: false,
    enableEmbeddedAsarIntegrityValidation: true,
    onlyLoadAppFromAsar: true,
    loadBrowserProcessSpecificV8Snapshot: false,
    grantFileProtocolExtraPrivileges: false,
  },
  linux: {
    target: ['deb', 'AppImage'],
    category: 'Utility',
    icon: 'icon.png',
    maintainer: 'Cardwright <cardwright@localhost>',
  },
  deb: {
    depends: [
      'pcscd',
      'libpcsclite1',
      'libgtk-3-0',
      'libnotify4',
      'libnss3',
      'libxss1',
      'libxtst6',
      'xdg-utils',
      'libatspi2.0-0',
      'libuuid1',
      'libsecret-1-0',
    ],
    recommends: ['libccid', 'gnome-keyring | kwalletmanager'],
  },
  win: { target: ['nsis'], icon: 'icon.png' },
  nsis: { oneClick: false, perMachine: false, allowToChangeInstallationDirectory: true },
  mac: {
    target: ['dmg'],
    category: 'public.app-category.utilities',
    icon: 'icon.png',
    hardenedRuntime: true,
  },
};

export default config;
