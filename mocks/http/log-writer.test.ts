// A log that nobody reads, or that leads to a full disk.
import { EventEmitter } from 'node:events';
import { PassThrough, Writable } from 'node:stream';
import { describe, expect, test } from '@jest/globals';
import { logTo } from './log-writer.ts';

const notice = (lines: number) => `${lines} dropped\n`;

describe('a log', () => {
  test('holds no more than its limit while nobody reads, and says later how much it dropped', async () => {
    const stream = new PassThrough({ highWaterMark: 16 });
    const log = logTo(stream, notice, 100);
    for (let index = 0; index < 1_000; index += 1) log.write(`line ${index}\n`);
    expect(stream.writableLength).toBeLessThan(120);
    const read: string[] = [];
    stream.on('data', (text) => read.push(String(text)));
    expect(await log.flushed()).toBe(true);
    const shown = read.join('').split('\n').length - 1;
    log.write('later\n');
    await log.flushed();
    expect(read.join('').split('\n').slice(shown)).toEqual([`${1_000 - shown} dropped`, 'later', '']);
  });

  test('drops what a full disk does not take, and goes on when there is room', async () => {
    const disk = { full: true, text: '' };
    // Like stderr, it can be written to after an error.
    const stream = Object.assign(new EventEmitter(), {
      writableLength: 0,
      write(text: string, done: (error?: Error) => void) {
        if (!disk.full) disk.text += text;
        const error = disk.full ? new Error('no space left on device') : undefined;
        if (error) stream.emit('error', error);
        done(error);
      },
    });
    const log = logTo(stream as unknown as Writable, notice);
    log.write('a\nb\n');
    log.write('c\n');
    expect(await log.flushed()).toBe(true);
    disk.full = false;
    log.write('d\n');
    expect(disk.text).toBe('3 dropped\nd\n');
  });

  test('is not waited for when nobody takes it', async () => {
    const stream = new Writable({ write() {} });
    const log = logTo(stream, notice);
    log.write('a\n');
    expect(await log.flushed()).toBe(false);
  });
});
