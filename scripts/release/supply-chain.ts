// What npm puts on a user's machine along with the package: what the lockfile knows of it, and what its registry has to
// say against it.
import { spawnSync } from 'node:child_process';
import type { Unchecked } from './check.ts';

type LockedPackage = {
  version?: string;
  integrity?: string;
  resolved?: string;
  hasInstallScript?: boolean;
  dependencies?: Record<string, string>;
  optionalDependencies?: Record<string, string>;
  peerDependencies?: Record<string, string>;
  peerDependenciesMeta?: Record<string, { optional?: boolean }>;
};

/** package-lock.json, version 3. Keys are paths like `node_modules/a/node_modules/b`; that of the project is ''. */
export type Lockfile = { packages: Record<string, LockedPackage> };

/** What package.json names that users may install. */
export type Dependencies = {
  dependencies?: Record<string, string>;
  peerDependencies?: Record<string, string>;
};

/**
 * What is wrong with the lockfile, in the eyes of whoever installs the package: something that it depends on is not
 * locked to its contents, comes from a place of its own, or runs a script when it is installed.
 */
export function lockfileFindings({ packages }: Lockfile, { dependencies = {} }: Dependencies): string[] {
  const { reached, missing } = reach(packages, Object.keys(dependencies));
  return [
    ...missing.map((name) => `${name} is not in package-lock.json; run npm install`),
    ...Object.entries(packages).flatMap(([path, { integrity, resolved }]) => [
      ...(path === '' || integrity ? [] : [`${path} has no integrity in package-lock.json`]),
      // Where a registry is, is told by the settings of whoever installs.
      ...(resolved
        ? [`${path} is locked to ${resolved}; npm has an option omit-lockfile-registry-resolved`]
        : []),
    ]),
    ...withInstallScript(packages, reached).map(
      (path) => `${path} runs a script when it is installed; users would run it`,
    ),
  ];
}

/** Packages that run a script when they are installed, among the optional peers of this one and what those need. */
export function installScriptsOfPeers(
  { packages }: Lockfile,
  { peerDependencies = {} }: Dependencies,
): string[] {
  return withInstallScript(packages, reach(packages, Object.keys(peerDependencies)).reached);
}

const withInstallScript = (packages: Lockfile['packages'], paths: string[]) =>
  paths.filter((path) => packages[path]?.hasInstallScript);

/** The paths of the packages that these names lead to, and of all that they depend on. */
function reach(packages: Lockfile['packages'], names: string[]): { reached: string[]; missing: string[] } {
  const reached = new Set<string>();
  const missing: string[] = [];
  const visit = (name: string, from: string, optional: boolean) => {
    const path = lookUp(packages, name, from);
    if (path === undefined) {
      if (!optional) missing.push(name);
      return;
    }
    if (reached.has(path)) return;
    reached.add(path);
    const { dependencies = {}, optionalDependencies = {}, ...peers } = packages[path] ?? {};
    const { peerDependencies = {}, peerDependenciesMeta = {} } = peers;
    for (const each of Object.keys(dependencies)) visit(each, path, each in optionalDependencies);
    for (const each of Object.keys(optionalDependencies)) visit(each, path, true);
    // npm installs no optional peer by itself.
    for (const each of Object.keys(peerDependencies)) {
      if (!peerDependenciesMeta[each]?.optional) visit(each, path, false);
    }
  };
  for (const name of names) visit(name, '', false);
  return { reached: [...reached].sort(), missing };
}

/** Where Node finds a package, seen from another: beside it, or in a folder above. */
function lookUp(packages: Lockfile['packages'], name: string, from: string): string | undefined {
  for (let folder = from; ; folder = folder.slice(0, Math.max(folder.lastIndexOf('/node_modules/'), 0))) {
    const path = `${folder === '' ? '' : `${folder}/`}node_modules/${name}`;
    if (path in packages) return path;
    if (folder === '') return undefined;
  }
}

/** What the registry has to say against what users install; not checked where it does not answer that question. */
export function audit(root: string): string[] | Unchecked {
  const options = { cwd: root, encoding: 'utf8', timeout: 60_000 } as const;
  return auditFindings(spawnSync('npm', ['audit', '--omit=dev', '--json'], options).stdout ?? '');
}

/** What `npm audit --json` printed, in sentences. */
export function auditFindings(printed: string): string[] | Unchecked {
  const report = parsed(printed);
  if (report.vulnerabilities === undefined) {
    return {
      unchecked: `the registry gave no answer to npm audit (${report.statusCode ?? 'no connection'})`,
    };
  }
  return Object.values(report.vulnerabilities).map(
    ({ name, severity, range }) => `${name} ${range} has a known vulnerability (${severity}); see npm audit`,
  );
}

type AuditReport = {
  vulnerabilities?: Record<string, { name: string; severity: string; range: string }>;
  statusCode?: number;
};

function parsed(printed: string): AuditReport {
  try {
    return JSON.parse(printed);
  } catch {
    return {};
  }
}
