import { expect, test } from 'vitest';
import { messageFrom, replyFrom } from './message-from.ts';

const right: [line: string, reply: object][] = [
  ['{"jsonrpc":"2.0","id":1,"result":null}', { id: 1, result: null }],
  ['{"jsonrpc":"2.0","id":2,"result":{"dX":1}}\r', { id: 2, result: { dX: 1 } }],
  [
    '{"jsonrpc":"2.0","id":null,"error":{"code":-32700,"message":"what?"}}',
    { id: null, error: { code: -32700, message: 'what?' } },
  ],
];

for (const [line, reply] of right) {
  test(`${line.trim()} is an answer`, () => {
    expect(messageFrom(line)).toEqual({ kind: 'reply', reply });
  });
}

const wrong: [line: string, sentence: RegExp][] = [
  ['', /on stdout, one a line, got ""\. Print everything else to stderr\.$/],
  ['loading…', /got "loading…"\. Print everything else to stderr\.$/],
  ['42', /each an object, got "42"\. Print everything else/],
  ['[]', /each an object, got "\[\]"/],
  ['{"id":1', /It is not JSON\.$/],
  [
    '{"jsonrpc":"2.0","id":1,"result":{"data":[1,-Infinity]}}',
    /JSON has no -Infinity: write "NaN"/,
  ],
  ['{"id":1,"result":null}', /^expected "jsonrpc": "2\.0" in every message/],
  ['{"jsonrpc":"2.0","id":1,"method":"log"}', /^expected answers alone, got a request/],
  ['{"jsonrpc":"2.0","result":null}', /^expected the id of a request, which is a number/],
  ['{"jsonrpc":"2.0","id":1}', /^expected a result or an error/],
  ['{"jsonrpc":"2.0","id":1,"result":1,"error":{}}', /^expected a result or an error/],
  ['{"jsonrpc":"2.0","id":1,"error":"no"}', /^expected an error with a number as code/],
];

for (const [line, sentence] of wrong) {
  test(`${line || 'an empty line'} is none`, () => {
    expect(messageFrom(line)).toEqual({
      kind: 'noise',
      complaint: expect.stringMatching(sentence),
    });
  });
}

test('of a long line only the beginning is repeated', () => {
  expect(JSON.stringify(messageFrom('x'.repeat(10_000))).length).toBeLessThan(300);
});

test('a message of a thread is a reply, or none', () => {
  expect(replyFrom({ id: 1, result: 2 })).toEqual({ id: 1, result: 2 });
  const error = { code: 3, message: 'm', data: 4 };
  expect(replyFrom({ id: 1, error })).toEqual({ id: 1, error });
  for (const none of [
    undefined,
    7,
    { result: 1 },
    { id: 'a', result: 1 },
    { id: 1, error: 'm' },
    { id: 1, error: { code: 'c', message: 'm' } },
    { id: 1, error: { code: 1 } },
  ]) {
    expect(replyFrom(none)).toBeUndefined();
  }
});
