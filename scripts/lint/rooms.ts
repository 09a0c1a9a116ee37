// Which folder of the project may use which: dependencies run one way, between the rooms and inside them
// (CONTRIBUTING.md).
import { type Modules, referencesOf } from './imports.ts';

/** Folders and files in an order: each may use those before it, and itself. */
type Order = readonly (string | readonly string[])[];

/** The rooms; those in one place do not use each other. */
const rooms: Order = [
  'spec',
  'generated',
  ['mocks', 'conformance'],
  ['scripts', 'proof', 'clients', 'site', 'docs'],
];

/** Inside the rooms, by the paths' beginnings. What stands on a room's top and is not listed comes last. */
const inside: Record<string, Order> = {
  conformance: [
    ['errors.ts', 'printable.ts', 'pool.ts', 'shell.ts'],
    'cases',
    'request',
    'exchange',
    'judge',
    'tasks',
    'observe',
    'fuzz',
    'run',
    'report',
    'matrix',
    'commands',
  ],
  mocks: ['core', ['msw', 'http', 'matchers'], 'prism'],
};

/**
 * What is generated for users of MSW stands on the mock; the command starts the built-in mock, and that starts Prism; the
 * package's own scripts are what the other rooms at their place use.
 */
const exceptions: [from: string, to: string][] = [
  ['generated/handlers.ts', 'mocks/'],
  ['conformance/cli.ts', 'mocks/http/server.ts'],
  ['mocks/http/cli.ts', 'mocks/prism/'],
];

/** A module that uses one which it must not use. */
export type ArrowBack = { from: string; to: string };

/** Every use that goes against the order; tests and their fixtures may use what they like. */
export function arrowsBack(modules: Modules): ArrowBack[] {
  return Object.entries(modules)
    .filter(([path]) => !/\.test(-d)?\.ts$|\/fixtures\//.test(path))
    .flatMap(([from, text]) => referencesOf(from, text, modules).map((to) => ({ from, to })))
    .filter(({ to }) => to in modules && !/\/fixtures\//.test(to))
    .filter((arrow) => isBackwards(arrow) && !isExcepted(arrow));
}

function isBackwards({ from, to }: ArrowBack): boolean {
  const [room, otherRoom] = [headOf(from), headOf(to)];
  if (room !== otherRoom) return ahead(rooms, otherRoom) > ahead(rooms, room) || areApart(room, otherRoom);
  const order = inside[room];
  return order !== undefined && ahead(order, headOf(tailOf(to))) > ahead(order, headOf(tailOf(from)));
}

/** The mocks and the runner never use each other. */
const areApart = (one: string, other: string) =>
  [one, other].every((room) => room === 'mocks' || room === 'conformance');

const isExcepted = ({ from, to }: ArrowBack) =>
  exceptions.some(([user, used]) => from === user && to.startsWith(used));

const headOf = (path: string) => path.split('/')[0] ?? '';
const tailOf = (path: string) => path.slice(path.indexOf('/') + 1);

function ahead(order: Order, name: string): number {
  const index = order.findIndex((each) => each === name || (Array.isArray(each) && each.includes(name)));
  return index < 0 ? order.length : index;
}
