/**
 * The floor plan as rules. `npm run floorplan` checks them; each comment says how to comply.
 * A folder imports lower floors only, and what is public stands below what is confidential, so that the public wing
 * cannot reach up to it.
 */
const GROUND = ['platform', 'web', 'vocabulary', 'identity', 'worklist', 'documents', 'integrity']
const PUBLISHED = ['library', 'circulation', 'trends']
const CONFIDENTIAL = [
  'register',
  'census',
  'legacy',
  'directory',
  'disclosure',
  'quality',
  'commissioning',
  'evidence',
  'keys',
  'authorship',
  'deidentification',
  'crosswalk',
  'release',
]
const FLOORS = [...GROUND, ...PUBLISHED, ...CONFIDENTIAL, 'demonstration', 'main']
const CAPABILITIES = FLOORS.filter((floor) => !['platform', 'web', 'main'].includes(floor))

const anyOf = (names) => `(?:${names.join('|')})`
const inFolders = (names) => `^src/${anyOf(names)}/`
const ABOVE_THE_WALL = inFolders([...CONFIDENTIAL, 'demonstration'])

/** Patterns of one list are joined with |, so the group has a name instead of a number. */
const FACE = '^src/(?<folder>[^/]+)/\\k<folder>\\.ts$'
const PERMISSIONS = '/permissions\\.ts$'
const STORE = '/store\\.ts$'
const DOOR = '(?:/pages/|/(?:tasks|commands)\\.ts$)'
const ISLAND = '\\.island\\.ts$'
const WORKSHOP = '/engine/(?:training/|evaluate\\.ts$)'
const TEST = '\\.test\\.tsx?$'
const SYSTEM = '^(?:node:)?(?:fs|net|tls|http|http2|https|dns|child_process|worker_threads|cluster)(?:/|$)'

const oneWay = FLOORS.slice(0, -1).map((floor, index) => ({
  name: `one-way-${floor}`,
  comment: `${floor}/ imports a floor above it. Let the upper floor call, or be given what it needs as an argument.`,
  severity: 'error',
  from: { path: `^src/${floor}/` },
  to: { path: inFolders(FLOORS.slice(index + 1)) },
}))

const theWall = [
  {
    name: 'the-wall',
    comment: 'What is published never imports what is confidential, not even a type. Publish the value instead.',
    severity: 'error',
    from: { path: inFolders(PUBLISHED) },
    to: { path: ABOVE_THE_WALL },
  },
  {
    name: 'the-wall-public-site',
    comment:
      'The public site reaches confidential code through some chain of imports; `npx depcruise src --config ' +
      '.dependency-cruiser.cjs --reaches <file>` shows it. Cut the chain where it crosses the wall.',
    severity: 'error',
    from: { path: '^src/main/public(?:-site)?\\.ts$' },
    to: { path: ABOVE_THE_WALL, reachable: true },
  },
]

const doors = [
  {
    name: 'by-the-face',
    comment: 'Enter another folder by its face, <folder>/<folder>.ts; a page may also name the act it guards.',
    severity: 'error',
    from: { path: '^src/([^/]+)/', pathNot: ['^src/main/', DOOR, ISLAND] },
    to: { path: inFolders(CAPABILITIES), pathNot: ['^src/$1/', FACE] },
  },
  {
    name: 'pages-by-the-face',
    comment: 'A page, task or command enters another folder by its face, or reads its declared acts (permissions.ts).',
    severity: 'error',
    from: { path: `^src/([^/]+)/(?:pages/|(?:tasks|commands)\\.ts$)`, pathNot: ISLAND },
    to: { path: inFolders(CAPABILITIES), pathNot: ['^src/$1/', FACE, PERMISSIONS] },
  },
  {
    name: 'main-by-the-doors',
    comment: 'main/ plugs doors together: pages/pages, pages/session, tasks.ts, commands.ts, permissions.ts or a face.',
    severity: 'error',
    from: { path: '^src/main/' },
    to: {
      path: inFolders(CAPABILITIES),
      pathNot: ['/pages/(?:pages|session)\\.tsx?$', '/(?:tasks|commands)\\.ts$', PERMISSIONS, FACE],
    },
  },
  {
    name: 'only-main-opens-doors',
    comment: 'pages/, tasks.ts and commands.ts are plugged in by main/ and imported by nobody else.',
    severity: 'error',
    from: { path: '^src/', pathNot: ['^src/main/', DOOR, TEST] },
    to: { path: DOOR },
  },
  {
    name: 'doors-ask-the-face',
    comment: 'A page, task or command asks the face, where permission and the log live, and never the store.',
    severity: 'error',
    from: { path: DOOR, pathNot: TEST },
    to: { path: STORE },
  },
]

const outsideWorld = [
  {
    name: 'sql-in-stores',
    comment: 'Only store.ts and platform/ speak SQL. Ask the folder that owns the table.',
    severity: 'error',
    from: { path: '^src/', pathNot: [STORE, '^src/platform/', TEST] },
    to: { path: 'node_modules/(?:kysely|pg)/', dependencyTypesNot: ['type-only'] },
  },
  {
    name: 'http-at-the-door',
    comment: 'Only pages/, web/ and main/ know of HTTP and templates. Return a value and let the page say it.',
    severity: 'error',
    from: { path: '^src/', pathNot: ['/pages/', '^src/(?:web|main)/', TEST] },
    to: { path: 'node_modules/(?:fastify|@fastify|hono|govuk-frontend)/' },
  },
  {
    name: 'mail-and-jobs-in-platform',
    comment: 'Mail and jobs leave through platform/mail.ts and platform/jobs.ts, which keep text out of payloads.',
    severity: 'error',
    from: { path: '^src/', pathNot: ['^src/platform/', TEST] },
    to: { path: 'node_modules/(?:nodemailer|notifications-node-client|graphile-worker)/' },
  },
  {
    name: 'rules-are-pure',
    comment: 'A rule does no I/O: it is given what it decides on. Move the reading to the face, the store or a task.',
    severity: 'error',
    from: {
      path: [`^src/${anyOf(CAPABILITIES)}/[^/]+\\.ts$`, '^src/deidentification/engine/'],
      // identity/act.ts is the part of its face that every act goes through; load-weights reads the model shipped beside it;
      // the demonstration is one loader in several files.
      pathNot: [
        '^src/demonstration/',
        FACE,
        STORE,
        DOOR,
        TEST,
        '^src/identity/act\\.ts$',
        '/(?:import-worker|load-weights)\\.ts$',
        WORKSHOP,
      ],
    },
    to: {
      path: [STORE, '/pages/', '^src/platform/(?:database|context|files|mail|jobs|clock|config)\\.ts$', SYSTEM],
      dependencyTypesNot: ['type-only'],
    },
  },
  {
    name: 'workshop-stays-out',
    comment: 'Training and evaluation run from bin/ and are no part of the service. Import the trained model.',
    severity: 'error',
    from: { path: '^src/', pathNot: [WORKSHOP, TEST] },
    to: { path: WORKSHOP },
  },
  {
    name: 'islands-run-in-browsers',
    comment: 'An island is bundled for the browser: it may reach rules only, nothing that needs a server.',
    severity: 'error',
    from: { path: ISLAND },
    to: {
      path: [STORE, '^src/platform/(?!hash\\.ts$)', '/(?:tasks|commands)\\.ts$', '\\.tsx$', SYSTEM],
      reachable: true,
    },
  },
  {
    name: 'nothing-imports-islands',
    comment: 'An island is named by its address in a page and imported by nobody.',
    severity: 'error',
    from: { path: '^src/', pathNot: TEST },
    to: { path: ISLAND },
  },
]

module.exports = {
  forbidden: [
    ...oneWay,
    ...theWall,
    ...doors,
    ...outsideWorld,
    {
      name: 'no-cycles',
      comment: 'Two files need one another at run time: move what both need to a third, or pass it as an argument.',
      severity: 'error',
      from: {},
      // A store that returns its face's types is no such cycle: types are gone by then.
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'resolvable',
      comment: 'This import leads nowhere.',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true },
    },
    {
      name: 'no-orphans',
      comment: 'Nothing imports this file and it imports nothing: plug it in or delete it.',
      severity: 'error',
      from: { orphan: true, path: '^src/', pathNot: [TEST, '\\.d\\.ts$', ISLAND, '/tables\\.ts$'] },
      to: {},
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      extensions: ['.ts', '.tsx', '.js', '.mjs', '.cjs', '.json'],
      exportsFields: ['exports'],
      conditionNames: ['throughline-source', 'import', 'require', 'node', 'default', 'types'],
    },
  },
}
