// Writing what a command has to say, whole or not at all: to stdout, or to a file that keeps what it had until then.
import { randomBytes } from 'node:crypto';
import { fstatSync, writeFileSync } from 'node:fs';
import { access, chmod, constants, realpath, rename, rm, stat, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { getSystemErrorMap } from 'node:util';

/** What could not be written, where to, and why. */
export class Unwritten extends Error {
  override readonly cause: NodeJS.ErrnoException;
  constructor(what: string, cause: NodeJS.ErrnoException) {
    super(`${what} could not be written: ${reasonOf(cause)}`);
    this.cause = cause;
  }
}

/**
 * Writes to stdout, all of it. Fails with Unwritten; a pipe that nobody reads any more is told by an event of
 * process.stdout.
 */
export function writeToStdout(text: string): void {
  if (text === '') return;
  if (!isFile(1)) {
    process.stdout.write(text);
    return;
  }
  try {
    // process.stdout writes once, and a disk that has room for a part takes that part without an error.
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
 * Replaces a file by one that is written beside it, so that what was there stays until all of the new is. Where there is
 * no place beside it, and where it is a device or a pipe, it is written to as it is. Fails with Unwritten.
 *
 * @param what what messages call it
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
  // A link stays one.
  const target = there ? await realpath(file) : file;
  const beside = placeBeside(target);
  try {
    // Flushed, since a disk may find out only then that it is full.
    await writeFile(beside, text, { flag: 'wx', flush: true });
    if (there) await chmod(beside, there.mode);
    await rename(beside, target);
  } catch (error) {
    await rm(beside, { force: true }).catch(() => {});
    if (!there || !notBeside.has((error as NodeJS.ErrnoException).code ?? '')) throw error;
    await writeFile(target, text);
  }
}

/** A folder may take no more files, and a file that is mounted cannot be replaced. */
const notBeside = new Set(['EACCES', 'EPERM', 'EROFS', 'EBUSY', 'EXDEV']);

const placeBeside = (file: string) =>
  join(dirname(file), `.swf-conformance-${randomBytes(6).toString('hex')}`);

/** Why nothing could be written to a file, as far as that can be seen beforehand; leaves nothing behind. */
export async function whyNotWritable(file: string): Promise<string | undefined> {
  const there = await stat(file).catch(() => undefined);
  if (there?.isDirectory()) return 'that is a folder; name a file in it';
  if (there) {
    return access(file, constants.W_OK).then(
      () => undefined,
      () => 'the file cannot be written to',
    );
  }
  if (basename(file) === '') return 'that is a folder; name a file in it';
  // Being allowed to write into a folder is not enough in every file system; in that of /proc, for one.
  const beside = placeBeside(file);
  try {
    await writeFile(beside, '', { flag: 'wx' });
    await rm(beside);
    return undefined;
  } catch {
    return 'its folder does not exist or cannot be written to';
  }
}

/**
 * What is the same for paths that lead to one file, whether it is there already or not, and for stdout where that is
 * undefined. Devices are not told apart, for they may take what they like: undefined.
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
