import { appendFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { Journal, type Note } from './journal.ts';

const folder = mkdtempSync(join(tmpdir(), 'gradgate-'));
afterAll(() => rmSync(folder, { recursive: true }));

const started = (id: string): Note => ({ kind: 'property started', subject: 'Größe', id });

test('a journal is read as it grows, up to its last whole line', () => {
  const journal = new Journal(join(folder, 'journal.jsonl'));
  expect(journal.read()).toEqual([]); // there is none yet
  const lines = [started('purity'), started('one-hot')].map((note) => `${JSON.stringify(note)}\n`);
  const [first = '', second = ''] = lines;
  appendFileSync(journal.path, `${first}${second.slice(0, 9)}`);
  expect(journal.read()).toEqual([started('purity')]);
  appendFileSync(journal.path, second.slice(9));
  expect(journal.read()).toEqual([started('one-hot')]);
  expect(journal.read()).toEqual([]);
});

test('what is about claims, processes and ends is told apart', () => {
  const journal = new Journal(join(folder, 'notes.jsonl'));
  const stopped = { kind: 'stopped', ending: 'bug', message: 'm', stack: 's' } as const;
  const probed = { claims: {}, holds: true };
  const notes: Note[] = [
    { worker: 2 ** 30 },
    { probing: 'a' },
    { probed },
    { probing: 'b' },
    stopped,
  ];
  for (const note of notes) appendFileSync(journal.path, `${JSON.stringify(note)}\n`);
  expect(journal.read()).toEqual([]);
  expect([journal.probed, journal.probing]).toEqual([[probed], 'b']);
  expect(journal.stopped).toEqual(stopped);
  journal.endWorkers(); // of a process that has ended already: nothing happens
});
