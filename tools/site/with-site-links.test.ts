import { expect, test } from 'vitest';
import { withSiteLinks } from './with-site-links.ts';

const pages = new Set(['README.md', 'docs/ci.md', 'vectors/README.md']);

test('pages are linked by their place, README is the first, and a folder is its README', () => {
  const text =
    '[a](../README.md#claims), [b](ci.md), [`c`](../vectors), [d](#here), [e](https://x.org)';
  expect(withSiteLinks('docs/ci.md', text, pages)).toEqual({
    text: '[a](/#claims), [b](/docs/ci), [`c`](/vectors/README), [d](#here), [e](https://x.org)',
    files: [],
  });
});

test('a file that is no page is handed out, and a picture shown', () => {
  const text = '[`action.yml`](action.yml) ![p](docs/pictures/report.png)';
  expect(withSiteLinks('README.md', text, pages)).toEqual({
    text: '[`action.yml`](/action.yml){target="_self"} ![p](/docs/pictures/report.png)',
    files: ['action.yml', 'docs/pictures/report.png'],
  });
});

test('what only looks like a link, within code, is left alone', () => {
  const text = '`data[i](j)` and\n```js\nf[0](nowhere)\n```\n';
  expect(withSiteLinks('README.md', text, pages)).toEqual({ text, files: [] });
});

test('a link that leads nowhere, or to a folder without a README, is an error', () => {
  const dead = (target: string) => () => withSiteLinks('docs/ci.md', `[a](${target})`, pages);
  expect(dead('nowhere.md')).toThrow(
    'docs/ci.md: expected a link to a page or a file, got nowhere.md.',
  );
  expect(dead('../subjects/lib')).toThrow('got ../subjects/lib.');
});
