// Writes output completely or not at all: to stdout, or to a file that keeps its old content until then.
import { randomBytes } from 'node:crypto';
import { fstatSync, writeFileSync } from 'node:fs';
import { access, chmod, constants, realpath, rename, rm, stat, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { getSystemErrorMap } from 'node:util';

/** Output could not be written; says which, where, and why. */
export class Unwritten extends Error {
  override readonly cause: NodeJS.ErrnoException;
  constructor(what: string, cause: NodeJS.ErrnoException) {
    super(`${what} could not be written: ${reasonOf(cause)}`);
    this.cause = cause;
  }
}

/**
 * Writes the whole text to stdout. Fails with Unwritten. An event of process.stdout reports a pipe that is no longer read.
 */
export function writeToStdout(text: string): void {
  if (text === '') return;
  if (!isFile(1)) {
    process.stdout.write(text);
    return;
  }
  try {
    // process.stdout writes once; if the disk has room for only a part, it writes that part without an error.
    writeFileSync(1, Buffer.from(text));
  } catch (error) {
    throw new Unwritten('stdout', error as NodeJS.ErrnoException);
  }
}

/** Whether a descriptor is a file or a device, and neither a terminal, a pipe nor a socket. */
function isFile(descriptor: number): boolean {
  const { isTTY } = process.stdout;
  const there = fstatSync(descriptor);
  return !isTTY && !there.isFIFO() && !there.isSocket();
}

/**
 * Replaces a file with a temporary one in the same folder, so that the old content stays until the new one is complete. If
 * that folder does not allow it, or the file is a device or a pipe, writes to it directly. Fails with Unwritten.
 *
 * @param what its name in messages
 */
export async function writeWhole(file: string, text: string, what: string): Promise<void> {
  try {
    await replace(file, text);
  } catch (error) {
    throw new Unwritten(what, error as NodeJS.ErrnoException);
  }
}

async function replace(file: string, text: string): Promise<void> {
  const there = await stat(file).catch(() => undefined);
  if (there && !there.isFile()) return writeFile(file, text);
  // A symbolic link stays a link.
  const target = there ? await realpath(file) : file;
  const beside = placeBeside(target);
  try {
    // Flushed, because a full disk may only be detected then.
    await writeFile(beside, text, { flag: 'wx', flush: true });
    if (there) await chmod(beside, there.mode);
    await rename(beside, target);
  } catch (error) {
    await rm(beside, { force: true }).catch(() => {});
    if (!there || !notBeside.has((error as NodeJS.ErrnoException).code ?? '')) throw error;
    await writeFile(target, text);
  }
}

/** The folder may not allow new files, and a mounted file cannot be replaced. */
const notBeside = new Set(['EACCES', 'EPERM', 'EROFS', 'EBUSY', 'EXDEV']);

const placeBeside = (file: string) =>
  join(dirname(file), `.swf-conformance-${randomBytes(6).toString('hex')}`);

/** Why a file cannot be written, as far as that is known in advance. Leaves no files. */
export async function whyNotWritable(file: string): Promise<string | undefined> {
  const there = await stat(file).catch(() => undefined);
  if (there?.isDirectory()) return 'that is a folder; name a file in it';
  if (there) {
    return access(file, constants.W_OK).then(
      () => undefined,
      () => 'the file is not writable',
    );
  }
  if (basename(file) === '') return 'that is a folder; name a file in it';
  // Write permission for a folder is not enough in every file system, such as /proc.
  const beside = placeBeside(file);
  try {
    await writeFile(beside, '', { flag: 'wx' });
    await rm(beside);
    return undefined;
  } catch {
    return 'its folder does not exist or is not writable';
  }
}

/**
 * A value that is the same for all paths to one file, whether it exists or not; for stdout, pass undefined. Returns
 * undefined for a device, because several reports may go to it.
 */
export async function placeOf(file: string | undefined): Promise<string | undefined> {
  const there = file === undefined ? fstatSync(1) : await stat(file).catch(() => undefined);
  if (there) return there.isCharacterDevice() ? undefined : `${there.dev}:${there.ino}`;
  const path = file as string;
  const { dev, ino } = await stat(dirname(path));
  return `${dev}:${ino}/${basename(path)}`;
}

function reasonOf({ errno, code, message }: NodeJS.ErrnoException): string {
  const [, words] = (errno !== undefined && getSystemErrorMap().get(errno)) || [];
  return words === undefined ? message : `${words} (${code})`;
}
