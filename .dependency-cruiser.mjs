// The rooms of the house and who may call on whom. An import that breaks this table fails `npm run check:layers`.
// Change the table first if it is wrong: it is a servant.
const rooms = {
  'main/base': [],
  'main/contract': [],
  'main/card': [],
  'main/auth': [],
  'main/channel': ['main/card', 'main/auth'],
  'main/procedures': ['main/card', 'main/auth', 'main/channel'],
  'main/enrol': ['main/auth', 'main/contract'],
  'main/jobs': ['main/procedures', 'main/enrol', 'main/store', 'main/contract', 'main/card', 'main/channel'],
  'main/store': ['main/contract'],
  'main/engine': [
    'main/card',
    'main/auth',
    'main/channel',
    'main/procedures',
    'main/enrol',
    'main/jobs',
    'main/store',
    'main/contract',
    'main/lab',
    'native',
  ],
  'main/lab': ['main/card', 'main/auth', 'main/channel', 'main/enrol'],
  'main/shell': ['main/contract'],
  'main/station': ['main/contract', 'main/engine'],
  'main/cli': ['main/contract', 'main/engine', 'main/station'],
  preload: ['main/contract'],
  renderer: ['main/contract'],
  native: ['main/card'],
};

const path = (room) => `^${room}/`;
const roomRules = Object.entries(rooms).map(([room, may]) => ({
  name: `room:${room}`,
  severity: 'error',
  comment: `${room} may import only main/base${may.length > 0 ? `, ${may.join(', ')}` : ''}`,
  // Tests, and what only they use, may reach for the software UICC.
  from: { path: path(room), pathNot: '(\\.test\\.tsx?$|/testing/)' },
  to: {
    path: '^(main|preload|renderer|native|test|build)/',
    pathNot: [room, 'main/base', ...may].map(path),
  },
}));

export default {
  forbidden: [
    ...roomRules,
    { name: 'no-circular', severity: 'error', from: {}, to: { circular: true } },
    {
      name: 'electron-only-in-shell-and-preload',
      severity: 'error',
      from: { pathNot: '^(main/shell|preload)/' },
      to: { path: '(^|/)node_modules/electron/|^electron$' },
    },
    {
      name: 'preload-carries-names-only',
      severity: 'error',
      comment: 'a sandboxed preload carries names and types: zod would make it 170 kB',
      from: { path: '^(preload/|main/contract/names\\.ts)' },
      to: {
        path: '.',
        pathNot: '(^main/contract/names\\.ts$|(^|/)node_modules/electron/|^electron$)',
        dependencyTypesNot: ['type-only'],
      },
    },
    {
      name: 'pure-rooms-do-no-io',
      severity: 'error',
      from: { path: '^main/(base|card|auth|channel)/', pathNot: '\\.test\\.ts$' },
      to: { path: '^(node:)?(fs|net|http|https|child_process|tls|dgram|worker_threads)(/|$)' },
    },
    { name: 'not-to-unresolvable', severity: 'error', from: {}, to: { couldNotResolve: true } },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    parser: 'swc',
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      extensions: ['.ts', '.tsx', '.mjs', '.js'],
      conditionNames: ['import', 'node', 'default'],
    },
  },
};
