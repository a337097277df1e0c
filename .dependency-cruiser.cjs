/**
 * Arrows point down, siblings are strangers. The server's domains, earliest first: a domain may enter any earlier one by its
 * index.ts, never a later one, which it tells by an event. A new domain gets its place here.
 */
const domains = [
  'kernel',
  'db',
  'durable',
  'identity',
  'people',
  'commerce/catalogue',
  'commerce/search',
  'commerce/pricing',
  'commerce/promotions',
  'commerce/companies',
  'commerce/gift-cards',
  'commerce/stock',
  'commerce/keeping',
  'commerce/cart',
  'commerce/checkout',
  'commerce/orders',
  'commerce/payments',
  'commerce/returns',
  'commerce/quotes',
  'commerce/reviews',
  'commerce/wishes',
  'commerce/advice',
  'commerce',
  'knowledge',
  'mail',
  'privacy',
  'models',
  'conversations',
  'channels',
  'dialogue',
  'desk',
  'calls',
  'rooms',
  'insight',
  'learning',
  'http',
]

/** Open to all domains, any file of them. */
const open = ['kernel', 'db']

/** What puts the domains together, and so may enter all of them: nothing but itself and the tests enters it. */
const composition = '^apps/server/src/(main\\.ts|cli/|compose/|demo/)'

const test = '\\.test\\.tsx?$'
/** A provider's pretended world, for the kit. */
const fixtures = '^extensions/[^/]+/[^/]+/fixtures/'
const tests = `${test}|^apps/server/test/|^(stories|prove|bench|tools)/`
const ours = '^(packages|apps|extensions|stories|prove|bench|tools)/'
const server = '^apps/server/src/'

/** The folder of a domain; `commerce` alone means the files beside its subdomains. */
const folder = (domain) => (domain === 'commerce' ? `${server}commerce/[^/]+$` : `${server}${domain}/`)
const face = (domain) => `${server}${domain}/index\\.ts$`

module.exports = {
  forbidden: [
    packageRule('contracts', []),
    packageRule('sdk', ['contracts']),
    packageRule('engine', ['contracts', 'sdk']),
    packageRule('kit', ['contracts', 'sdk', 'engine']),
    packageRule('ui', ['contracts']),
    {
      name: 'contracts-take-only-zod',
      comment: 'Words on the wire are pure data: of npm packages they take zod alone.',
      severity: 'error',
      from: { path: '^packages/contracts/', pathNot: test },
      to: { dependencyTypes: npm(), pathNot: 'node_modules/zod/' },
    },
    {
      name: 'contracts-sdk-and-engine-are-pure',
      comment: 'No file, network or process of their own: they run in a browser or a test as well as in the server.',
      severity: 'error',
      from: { path: '^packages/(contracts|sdk|engine)/', pathNot: test },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'extensions-know-only-the-sdk',
      comment: 'An extension imports sdk, contracts and its own folder: never an app, never another extension.',
      severity: 'error',
      from: { path: '^extensions/([^/]+)/([^/]+)/', pathNot: [test, fixtures] },
      to: { path: ours, pathNot: ['^packages/(sdk|contracts)/', '^extensions/$1/$2/'] },
    },
    {
      name: 'extension-tests-know-only-the-kit-besides',
      comment: 'The tests of an extension may use the kit as well, and still no app and no other extension.',
      severity: 'error',
      from: { path: `^extensions/([^/]+)/([^/]+)/(?:fixtures/|.*${test})` },
      to: { path: ours, pathNot: ['^packages/(sdk|contracts|engine|kit)/', '^extensions/$1/$2/'] },
    },
    {
      name: 'extensions-live-in-folders',
      comment: 'An extension is one folder below its kind; files beside the folders would be shared by siblings.',
      severity: 'error',
      from: { path: '^extensions/[^/]+/[^/]+\\.ts$' },
      to: {},
    },
    {
      name: 'extensions-are-found-not-imported',
      comment: 'There is no registry: extensions are found by reading their folder.',
      severity: 'error',
      from: { path: '^(packages|apps)/', pathNot: tests },
      to: { path: '^extensions/' },
    },
    {
      name: 'front-ends-know-only-contracts-and-ui',
      comment: 'Widget, console and storefront import contracts and ui, never the server nor each other.',
      severity: 'error',
      // What the storefront is looked at with shows the demo shop.
      from: { path: '^apps/(widget|console|storefront)/', pathNot: [test, '^apps/storefront/dev/'] },
      to: { path: ours, pathNot: ['^packages/(contracts|ui)/', '^apps/$1/'] },
    },
    {
      name: 'the-storefront-is-looked-at-with-the-demo-shop',
      comment: 'What the storefront is tried with may read the demo shop besides, and nothing else of the server.',
      severity: 'error',
      from: { path: '^apps/storefront/dev/', pathNot: test },
      to: { path: ours, pathNot: ['^packages/contracts/', '^apps/storefront/', '^apps/server/src/demo/'] },
    },
    {
      name: 'widget-takes-types-only',
      comment: 'A schema of contracts in the widget would bring zod to every shopper: it takes types alone.',
      severity: 'error',
      from: { path: '^apps/widget/', pathNot: `${test}|vite[^/]*\\.config\\.ts$` },
      to: { path: '^packages/contracts/|node_modules/zod/', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'ui-takes-types-only',
      comment: 'What ui takes in, the widget takes in.',
      severity: 'error',
      from: { path: '^packages/ui/', pathNot: test },
      to: { path: '^packages/contracts/|node_modules/zod/', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'the-server-knows-no-front-end',
      comment: 'What is JSX is built: the server mounts what was built and imports none of the sources.',
      severity: 'error',
      from: { path: server, pathNot: tests },
      to: {
        path: '^(apps/(widget|console|storefront)|packages/(ui|kit))/',
        // The storefront's port is types alone: what the server hands to it.
        pathNot: '^apps/storefront/src/shop-port\\.ts$',
      },
    },
    {
      name: 'every-domain-has-its-place',
      comment: 'A folder of the server that is in no list has no place in the order: add it to the list of domains.',
      severity: 'error',
      from: { path: `${server}.+/`, pathNot: [...domains.map(folder), composition] },
      to: {},
    },
    ...domains.map(orderRule),
    {
      name: 'domains-enter-by-the-index',
      comment: 'A domain enters another only by its index.ts; kernel and db are open to all.',
      severity: 'error',
      from: { path: `${server}(commerce/[^/]+|[^/]+)/`, pathNot: `${tests}|${composition}` },
      to: {
        path: server,
        pathNot: [
          `${server}$1/`,
          '/index\\.ts$',
          ...open.map(folder),
          `${server}[^/]+\\.ts$`,
          composition,
          // http mounts the routes of every domain, which are made for nobody else.
          '-routes\\.ts$',
        ],
      },
    },
    {
      name: 'commerce-enters-its-parts-by-the-index',
      comment: 'The files beside the parts of commerce enter a part only by its index.ts.',
      severity: 'error',
      from: { path: folder('commerce'), pathNot: tests },
      to: { path: `${server}commerce/[^/]+/`, pathNot: '/index\\.ts$' },
    },
    {
      name: 'routes-are-mounted-by-http',
      comment: 'The routes of a domain are entered by the domain itself, by http and by the composition.',
      severity: 'error',
      from: { path: `${server}(commerce/[^/]+|[^/]+)/`, pathNot: `${tests}|${composition}|${server}http/` },
      to: { path: `${server}.*-routes\\.ts$`, pathNot: `${server}$1/` },
    },
    {
      name: 'only-the-composition-knows-everything',
      comment:
        'main.ts, the command line and the composition are entered by nobody else; the configuration only by them.',
      severity: 'error',
      from: { path: `${server}.+/`, pathNot: `${tests}|${composition}` },
      to: { path: `${composition}|${server}[^/]+\\.ts$` },
    },
    {
      name: 'nothing-ships-with-tests-or-tools',
      comment: 'Tests, their support, stories, torture, benches and tools are not part of what runs.',
      severity: 'error',
      from: { path: '^(packages|apps|extensions)/', pathNot: tests },
      to: { path: tests },
    },
    {
      name: 'imports-lead-somewhere',
      comment: 'An import that leads nowhere is a spelling mistake or a dependency that was not installed.',
      severity: 'error',
      from: {},
      // What Vite alone understands (`style.css?inline`) Vite's own build checks.
      to: { couldNotResolve: true, pathNot: '\\?(inline|raw|url|worker)$' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^((apps|packages)/[^/]+/dist|\\.runtime|\\.data|coverage)/' },
    tsPreCompilationDeps: true,
    combinedDependencies: true,
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default', 'types'],
      mainFields: ['module', 'main', 'types'],
      extensions: ['.ts', '.tsx', '.mjs', '.js', '.cjs', '.json', '.d.ts'],
    },
  },
}

/** Of our own packages only those named, besides itself. */
function packageRule(name, allowed) {
  return {
    name: `${name}-imports-${allowed.length > 0 ? `only-${allowed.join('-')}` : 'no-other-package'}`,
    comment: 'Arrows between our own packages point down: contracts, sdk, engine, kit; ui beside them.',
    severity: 'error',
    from: { path: `^packages/${name}/`, pathNot: test },
    to: { path: ours, pathNot: `^packages/(${[name, ...allowed].join('|')})/` },
  }
}

function orderRule(domain, place) {
  const later = domains.slice(place + 1).filter((other) => !other.startsWith(`${domain}/`))
  return {
    name: `${domain.replace('/', '-')}-enters-only-earlier-domains`,
    comment: `Upward talk is an event: ${domain} may not import ${later.join(', ') || 'anything later'}.`,
    severity: 'error',
    from: { path: folder(domain), pathNot: tests },
    to: { path: later.length > 0 ? [...later.map(folder), ...later.map(face)] : ['^$'] },
  }
}

function npm() {
  return ['npm', 'npm-dev', 'npm-optional', 'npm-peer', 'npm-bundled', 'npm-no-pkg', 'npm-unknown']
}
