// What docs/clients.md says of clients is what was recorded of them.
import { expect, test } from '@jest/globals';
import { operationNames } from './client.ts';
import { readRecords } from './records.ts';
import { isMetBy, situationNames } from './situations.ts';
import { readTable, tableOf } from './table.ts';

const records = readRecords();

test('the table has every record, word by word', () => {
  expect(readTable()).toBe(tableOf(records));
});

test.each(records)('the record of $client $version has every situation of every operation', (record) => {
  for (const operation of operationNames) {
    const met = situationNames.filter((name) => isMetBy(name, operation));
    expect(Object.keys(record.operations[operation])).toEqual(expect.arrayContaining(met));
  }
});
