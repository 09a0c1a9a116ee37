import {
  chmod,
  mkdir,
  mkdtemp,
  readdir,
  readFile,
  readlink,
  rm,
  stat,
  symlink,
  writeFile,
} from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { UsageError } from '../errors.ts';
import type { RunEvent } from '../run/run.ts';
import { report, result } from './fixtures/reports.ts';
import { openSinks } from './sink.ts';
import { Unwritten } from './written.ts';

const end: RunEvent = { type: 'end', report: report([result()]), exitCode: 0 };

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'swf-contract-'));
});
afterEach(() => rm(folder, { recursive: true }));

describe('a report that goes to a file', () => {
  test('replaces what is there when the run is over, and not before', async () => {
    const file = join(folder, 'report.json');
    await writeFile(file, 'former');
    const [sink] = await openSinks([{ format: 'json', file }]);
    sink?.tell(end);
    expect(await readFile(file, 'utf8')).toBe('former');
    await sink?.close();
    expect(JSON.parse(await readFile(file, 'utf8'))).toMatchObject({ summary: { passed: 1 } });
  });

  test('leaves what is there when the run came to nothing', async () => {
    const file = join(folder, 'report.json');
    await writeFile(file, 'former');
    const [sink] = await openSinks([{ format: 'json', file }]);
    await sink?.close();
    expect(await readFile(file, 'utf8')).toBe('former');
  });

  test('is refused before the run where it cannot be written', async () => {
    const open = (file: string) => openSinks([{ format: 'json', file }]);
    await expect(open(join(folder, 'none', 'report.json'))).rejects.toThrow(UsageError);
    await expect(open(join(folder, 'none', 'report.json'))).rejects.toThrow('its folder does not exist');
    await expect(open(folder)).rejects.toThrow('that is a folder');
    await expect(open('/proc/report.json')).rejects.toThrow('not writable');
  });

  test('leaves nothing beside it, whether it is written or only asked about', async () => {
    const [sink] = await openSinks([{ format: 'json', file: join(folder, 'report.json') }]);
    expect(await readdir(folder)).toEqual([]);
    sink?.tell(end);
    await sink?.close();
    expect(await readdir(folder)).toEqual(['report.json']);
  });

  test('that is a link, or readable for some only, stays so', async () => {
    const [file, link] = [join(folder, 'report.json'), join(folder, 'latest.json')];
    await writeFile(file, 'former');
    await chmod(file, 0o640);
    await symlink('report.json', link);
    const [sink] = await openSinks([{ format: 'json', file: link }]);
    sink?.tell(end);
    await sink?.close();
    expect(JSON.parse(await readFile(file, 'utf8'))).toMatchObject({ summary: { passed: 1 } });
    expect(await readlink(link)).toBe('report.json');
    expect((await stat(file)).mode & 0o777).toBe(0o640);
  });

  test('says why it could not be written, when its folder is gone', async () => {
    const inner = join(folder, 'inner');
    await mkdir(inner);
    const [sink] = await openSinks([{ format: 'json', file: join(inner, 'report.json') }]);
    await rm(inner, { recursive: true });
    sink?.tell(end);
    const closing = sink?.close();
    await expect(closing).rejects.toThrow(Unwritten);
    await expect(closing).rejects.toThrow(
      `the report json=${inner}/report.json could not be written: no such file or directory (ENOENT)`,
    );
  });

  test('is refused beside another one for the same file, whatever path leads there', async () => {
    const file = join(folder, 'report');
    const both = (other: string) =>
      openSinks([
        { format: 'json', file },
        { format: 'html', file: other },
      ]);
    const [dotted, link, folderLink] = [`${folder}/./report`, join(folder, 'link'), join(folder, 'folder')];
    await symlink(folder, folderLink);
    await expect(both(dotted)).rejects.toThrow(`--report: ${file} and ${dotted} are the same file`);
    await expect(both(join(folderLink, 'report'))).rejects.toThrow(UsageError);
    await writeFile(file, 'former');
    await symlink('report', link);
    await expect(both(link)).rejects.toThrow(UsageError);
    expect(await both(join(folder, 'other'))).toHaveLength(2);
  });
});
